package de.msbls.paliad.calendar.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A lawyer who uses the service, her CalDAV account, and what she can see of both. */
public final class Lawyer {

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
    public static Lawyer connected(FirmData firm, RemoteAccount account, @Nullable RemoteCalendar first) {
        Lawyer lawyer = new Lawyer(firm, firm.user(), account);
        lawyer.connect(account, first);
        return lawyer;
    }

    /**
     * Upgraded from the first generation: her calendar is bound and waits for a complete listing, and she gives her
     * password anew.
     */
    public static Lawyer upgraded(FirmData firm, UUID id, RemoteAccount account, RemoteCalendar calendar) {
        Lawyer lawyer = new Lawyer(firm, id, account);
        firm.execute("""
                INSERT INTO paliad.user_caldav_config (user_id, server_url, username, password_encrypted, calendar_path)
                VALUES (?, ?, ?, 'unreadable', ?)
                """, id, account.server().toString(), account.username(), calendar.path());
        firm.execute("""
                INSERT INTO paliad.user_calendar_bindings (user_id, calendar_path, calendar_key, scope_kind)
                VALUES (?, ?, ?, 'all_visible')
                """, id, calendar.path(), calendar.path());
        firm.execute("""
                UPDATE paliad.binding_sync_state SET adopting = true
                WHERE binding_id IN (SELECT id FROM paliad.user_calendar_bindings WHERE user_id = ?)
                """, id);
        lawyer.connectAgain(account);
        return lawyer;
    }

    private void connect(RemoteAccount to, @Nullable RemoteCalendar first) {
        Map<String, Object> body = new HashMap<>(
                Map.of("server_url", to.server().toString(), "username", to.username(), "password", to.password()));
        if (first != null) {
            body.put("calendar_path", first.path());
        }
        api.put("/api/caldav-config", body).then().statusCode(oneOf(200, 201));
    }

    /** Gives the connection anew: another password, or another server. */
    public void connectAgain(RemoteAccount to) {
        connect(to, null);
    }

    /** A field of her connection, as she sees it. */
    public String connection(String field) {
        return api.get("/api/caldav-config").jsonPath().getString(field);
    }

    public UUID id() {
        return id;
    }

    public Api api() {
        return api;
    }

    public RemoteAccount account() {
        return account;
    }

    public UUID firstBinding() {
        return bindings().get(0);
    }

    public List<UUID> bindings() {
        return api.get("/api/caldav-bindings").jsonPath().getList("id", UUID.class);
    }

    public UUID bind(RemoteCalendar calendar, String scopeKind, @Nullable UUID scopeId) {
        Map<String, Object> body = new HashMap<>(Map.of("calendar_path", calendar.path(), "scope_kind", scopeKind));
        if (scopeId != null) {
            body.put("scope_id", scopeId);
        }
        return api.post("/api/caldav-bindings", body)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getObject("id", UUID.class);
    }

    /** Her first binding is looked at as soon as it can be. */
    public void syncNow() {
        api.post("/api/caldav-bindings/" + firstBinding() + "/sync", "").then().statusCode(202);
    }

    /** Waits until the calendar holds objects with just these titles. */
    public void awaitTitles(RemoteCalendar calendar, String... titles) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Events.titles(calendar)).containsExactlyInAnyOrder(titles));
    }

    public void awaitState(UUID binding, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        api.get("/api/caldav-bindings/" + binding).jsonPath().getString("state"))
                .isEqualTo(state));
    }

    /** Waits for a whole tick that began after now: the quiet row of the log has moved on, twice. */
    public void awaitAnotherTick(UUID binding) {
        long before = ticks(binding);
        await().atMost(PATIENCE).until(() -> ticks(binding) >= before + 2);
    }

    /** Waits until no worker holds her account. */
    public void awaitNoTick() {
        await().atMost(PATIENCE).until(() -> firm.query("""
                        SELECT FROM paliad.caldav_leases
                        JOIN paliad.user_caldav_config USING (account_id)
                        WHERE user_id = ? AND expires_at > now()
                        """, id).isEmpty());
    }

    private long ticks(UUID binding) {
        return (long) firm.query(
                        "SELECT coalesce(sum(tick_count), 0)::bigint AS ticks FROM paliad.caldav_sync_log WHERE binding_id = ?",
                        binding)
                .get(0)
                .get("ticks");
    }
}
