package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.sync.Lawyer;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.RemoteServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;

/**
 * A lawyer, her firm and her calendar on one real server; her first binding brings all that she can see into it. Each
 * journey has a class for each server; it says where that one answers in its own way.
 */
public abstract class Journey {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String START = "2027-03-01T09:00:00Z";

    DataSource database;

    protected FirmData firm;
    protected RemoteAccount account;
    RemoteCalendar calendar;
    Lawyer lawyer;
    UUID litigation;

    /** The server that it runs on, shared with other journeys: accounts are made anew. */
    protected abstract RemoteServer server();

    @BeforeEach
    void aLawyerWithACalendar() {
        firm = new FirmData(database);
        account = server().newAccount();
        calendar = account.newCalendar();
        lawyer = Lawyer.connected(firm, asTheServiceReaches(account), calendar);
        litigation = firm.project("litigation", firm.project("client", null));
        firm.team(litigation, lawyer.id(), "lead");
    }

    /** The way of the service to her account, where it is another than her other client's. */
    protected RemoteAccount asTheServiceReaches(RemoteAccount account) {
        return account;
    }

    /** An appointment of hers alone that stands in her calendar, and nothing is open. */
    UUID synced(String title) {
        UUID appointment = firm.appointment(lawyer.id(), null, title, START);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Events.titles(calendar)).contains(title));
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        return appointment;
    }

    String hrefOf(String title) {
        return Events.href(calendar, title);
    }

    String ics(String href) {
        return calendar.get(href).orElseThrow();
    }

    /** Her other client changes an object. */
    void edit(String href, UnaryOperator<String> edit) {
        calendar.put(href, edit.apply(ics(href)));
    }

    void retitle(UUID appointment, String title) {
        set(appointment, "title", title);
    }

    /** The firm's application writes a column. */
    void set(UUID appointment, String column, Object value) {
        firm.execute("UPDATE paliad.appointments SET " + column + " = ? WHERE id = ?", value, appointment);
    }

    /** An expression over the appointment's columns, as text. */
    String value(UUID appointment, String expression) {
        return (String) firm.query(
                        "SELECT (" + expression + ")::text AS value FROM paliad.appointments WHERE id = ?", appointment)
                .get(0)
                .get("value");
    }

    void awaitValue(UUID appointment, String expression, String expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(value(appointment, expression)).isEqualTo(expected));
    }

    String startOf(UUID appointment) {
        return value(appointment, "(starts_at AT TIME ZONE time_zone)::text || ' ' || time_zone");
    }

    Object statusIn(UUID binding, UUID appointment) {
        return firm.query(
                        "SELECT status FROM paliad.appointment_caldav_targets WHERE binding_id = ? AND appointment_id = ?",
                        binding,
                        appointment)
                .get(0)
                .get("status");
    }

    void awaitStatus(UUID appointment, String status) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statusIn(lawyer.firstBinding(), appointment))
                .isEqualTo(status));
    }

    List<Object> statuses() {
        return firm
                .query(
                        "SELECT status FROM paliad.appointment_caldav_targets WHERE binding_id = ?",
                        lawyer.firstBinding())
                .stream()
                .map(row -> row.get("status"))
                .toList();
    }

    /** Cause and title there of each conflict about an appointment. */
    List<Map<String, Object>> conflicts(UUID appointment) {
        return firm.query(
                "SELECT cause, remote ->> 'title' AS title FROM paliad.caldav_conflicts WHERE appointment_id = ?",
                appointment);
    }

    /** How many objects the service has written for her so far, creates and updates together. */
    int pushed() {
        return (int) firm.query(
                        "SELECT coalesce(sum(items_pushed), 0)::int AS pushed FROM paliad.caldav_sync_log WHERE user_id = ?",
                        lawyer.id())
                .get(0)
                .get("pushed");
    }

    /** Both sides change while no tick looks. */
    void pauseWhile(Runnable changes) {
        String path = "/api/caldav-bindings/" + lawyer.firstBinding();
        lawyer.api().patch(path, Map.of("enabled", false)).then().statusCode(200);
        lawyer.awaitState(lawyer.firstBinding(), "paused");
        await().atMost(PATIENCE).until(() -> firm.query("""
                                SELECT FROM paliad.caldav_leases lease
                                JOIN paliad.user_caldav_config config USING (account_id)
                                WHERE config.user_id = ? AND lease.expires_at > now()
                                """, lawyer.id()).isEmpty());
        changes.run();
        lawyer.api().patch(path, Map.of("enabled", true)).then().statusCode(200);
    }
}
