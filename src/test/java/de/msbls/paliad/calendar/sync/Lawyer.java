package de.msbls.paliad.calendar.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A lawyer who uses the service, her CalDAV account, and what she can see of both. */
final class Lawyer {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FirmData firm;
    private final UUID id;
    private final Api api;
    private final RemoteAccount account;

    private Lawyer(FirmData firm, UUID id, RemoteAccount account) {
        this.firm = firm;
        this.id = id;
        this.api = Api.as(id);
        this.account = account;
    }

    /** Connected to that account; her first binding, all that she can see, is on the given calendar. */
    static Lawyer connected(FirmData firm, RemoteAccount account, RemoteCalendar first) {
        Lawyer lawyer = new Lawyer(firm, firm.user(), account);
        lawyer.connect(account, first);
        return lawyer;
    }

    private void connect(RemoteAccount to, RemoteCalendar first) {
        api.put(
                        "/api/caldav-config",
                        Map.of(
                                "server_url", to.server().toString(),
                                "username", to.username(),
                                "password", to.password(),
                                "calendar_path", first.path()))
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(200, 201));
    }

    UUID id() {
        return id;
    }

    Api api() {
        return api;
    }

    RemoteAccount account() {
        return account;
    }

    UUID firstBinding() {
        return bindings().get(0);
    }

    List<UUID> bindings() {
        return api.get("/api/caldav-bindings").jsonPath().getList("id", UUID.class);
    }

    UUID bind(RemoteCalendar calendar, String scopeKind, UUID scopeId) {
        return api.post(
                        "/api/caldav-bindings",
                        Map.of("calendar_path", calendar.path(), "scope_kind", scopeKind, "scope_id", scopeId))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getObject("id", UUID.class);
    }

    /** Waits until the calendar holds objects with just these titles. */
    void awaitTitles(RemoteCalendar calendar, String... titles) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Events.titles(calendar)).containsExactlyInAnyOrder(titles));
    }

    void awaitState(UUID binding, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        api.get("/api/caldav-bindings/" + binding).jsonPath().getString("state"))
                .isEqualTo(state));
    }

    /** Waits for a whole tick that began after now: the quiet row of the log has moved on, twice. */
    void awaitAnotherTick(UUID binding) {
        long before = ticks(binding);
        await().atMost(PATIENCE).until(() -> ticks(binding) >= before + 2);
    }

    private long ticks(UUID binding) {
        return (long) firm.query(
                        "SELECT coalesce(sum(tick_count), 0)::bigint AS ticks FROM paliad.caldav_sync_log WHERE binding_id = ?",
                        binding)
                .get(0)
                .get("ticks");
    }
}
