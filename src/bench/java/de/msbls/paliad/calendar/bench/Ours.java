package de.msbls.paliad.calendar.bench;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The service: for each run a lawyer with an account of her own. A tick is timed from just before it is asked for to the
 * time that the service itself writes beside its result, so that looking for it adds nothing.
 */
final class Ours implements Contender {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final FirmDatabase firm;
    private final URI service;
    private final CalendarServer server;
    private final CpuClock cpu;

    Ours(FirmDatabase firm, URI service, CalendarServer server, CpuClock cpu) {
        this.firm = firm;
        this.service = service;
        this.server = server;
        this.cpu = cpu;
    }

    @Override
    public String name() {
        return "ours";
    }

    @Override
    public Map<Step, Measure> run(int appointments) throws IOException, InterruptedException {
        Map<Step, Measure> measures = new EnumMap<>(Step.class);
        Connected lawyer = lawyerWith(appointments);
        measures.put(Step.FIRST_SYNC, firstSync(lawyer, appointments));
        measures.put(Step.AFTER_WRITES, tick(lawyer));
        measures.put(Step.NO_CHANGE, tick(lawyer));
        measures.put(Step.LOCAL_CHANGES, timed(lawyer, () -> changeLocally(lawyer)));
        changeRemotely(lawyer);
        measures.put(Step.REMOTE_CHANGES, tick(lawyer));
        requirePulled(lawyer, 10);
        retire(lawyer);
        return measures;
    }

    /** One object as the service writes it; and the service has worked once before it is measured. */
    EventText sample(int appointments) throws IOException, InterruptedException {
        Connected lawyer = lawyerWith(appointments);
        firstSync(lawyer, appointments);
        String href = lawyer.calendar().list().get(0);
        String ics = lawyer.calendar().get(href).orElseThrow();
        retire(lawyer);
        return new EventText(ics);
    }

    /** Not connected yet: her appointments are there, and the service has heard of them. */
    Connected lawyerWith(int appointments) throws InterruptedException {
        UUID lawyer = firm.user(UUID.randomUUID().toString());
        UUID matter = firm.litigation(firm.client("A client"), "A litigation");
        firm.member(matter, lawyer);
        firm.run("""
                INSERT INTO paliad.appointments
                    (title, description, location, starts_at, ends_at, time_zone, project_id, created_by)
                SELECT 'Appointment ' || n, 'Bring the files', 'Room ' || n % 40, start, start + interval '1 hour',
                       'Europe/Berlin', ?, ?
                FROM generate_series(1, ?) n, LATERAL (SELECT now() + n % 400 * interval '1 day') day (start)
                """, matter, lawyer, appointments);
        while (firm.count("captured_changes") > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return new Connected(
                lawyer, matter, Caller.of(service, lawyer), server.account().newCalendar());
    }

    Measure firstSync(Connected lawyer, int appointments) throws IOException, InterruptedException {
        RemoteAccount account = server.account();
        String connection = new JsonObject()
                .put("server_url", account.server().toString())
                .put("username", account.username())
                .put("password", account.password())
                .put("calendar_path", lawyer.calendar().path())
                .encode();
        Measure measure = timed(lawyer, () -> lawyer.service().call("PUT", "/api/caldav-config", connection, 201));
        int written = lawyer.calendar().list().size();
        if (written != appointments) {
            throw new IllegalStateException(written + " of " + appointments + " are in the calendar");
        }
        return measure;
    }

    /** She asks for a sync. */
    Measure tick(Connected lawyer) throws IOException, InterruptedException {
        UUID binding = binding(lawyer);
        return timed(lawyer, () -> lawyer.service().call("POST", "/api/caldav-bindings/" + binding + "/sync", "", 202));
    }

    UUID binding(Connected lawyer) {
        return firm.value("SELECT id FROM paliad.user_calendar_bindings WHERE user_id = ?", lawyer.id());
    }

    /** Six changed, two deleted, two new, by one commit of the firm's application. */
    private void changeLocally(Connected lawyer) {
        firm.run("""
                WITH ten AS MATERIALIZED (
                    SELECT id, row_number() OVER (ORDER BY id) AS n
                    FROM paliad.appointments WHERE project_id = ? ORDER BY id LIMIT 8),
                changed AS (
                    UPDATE paliad.appointments SET title = 'Changed' FROM ten
                    WHERE appointments.id = ten.id AND ten.n <= 6),
                deleted AS (
                    DELETE FROM paliad.appointments USING ten WHERE appointments.id = ten.id AND ten.n > 6)
                INSERT INTO paliad.appointments (title, starts_at, ends_at, time_zone, project_id, created_by)
                SELECT 'New', now(), now() + interval '1 hour', 'Europe/Berlin', ?, ?
                FROM generate_series(1, 2)
                """, lawyer.matter(), lawyer.matter(), lawyer.id());
    }

    private static void changeRemotely(Connected lawyer) {
        for (String href : lawyer.calendar().list().subList(0, 10)) {
            String ics = lawyer.calendar().get(href).orElseThrow();
            lawyer.calendar().put(href, ics.replaceAll("(?m)^SUMMARY:[^\r\n]*", "SUMMARY:Changed there"));
        }
    }

    private void requirePulled(Connected lawyer, long expected) {
        long pulled = firm.<Long>value(
                "SELECT count(*) FROM paliad.appointments WHERE project_id = ? AND title = 'Changed there'",
                lawyer.matter());
        if (pulled != expected) {
            throw new IllegalStateException(pulled + " of " + expected + " remote changes arrived");
        }
    }

    private Measure timed(Connected lawyer, Runnable cause) throws IOException, InterruptedException {
        int place = server.requestsSoFar();
        CpuClock.Reading before = cpu.read();
        Instant start = Instant.now();
        cause.run();
        Instant end = recordedAfter(lawyer, start);
        CpuClock.Reading spent = cpu.read().minus(before);
        return new Measure(start, Duration.between(start, end), server.requestsSince(place), spent);
    }

    /** When the last tick recorded its result, once nothing is left to do. */
    private Instant recordedAfter(Connected lawyer, Instant start) throws InterruptedException {
        Instant limit = start.plus(PATIENCE);
        Timestamp recorded = recorded(lawyer, start);
        while (recorded == null) {
            if (Instant.now().isAfter(limit)) {
                throw new IllegalStateException("not in sync after " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(20);
            recorded = recorded(lawyer, start);
        }
        return recorded.toInstant();
    }

    private Timestamp recorded(Connected lawyer, Instant start) {
        return firm.value("""
                SELECT state.last_sync_at
                FROM paliad.user_caldav_config config
                JOIN paliad.caldav_leases lease USING (account_id)
                JOIN paliad.user_calendar_bindings binding USING (user_id)
                JOIN paliad.binding_sync_state state ON state.binding_id = binding.id
                WHERE config.user_id = ? AND state.state = 'in_sync' AND state.last_sync_at > ?
                  AND lease.expires_at <= now() AND lease.due_at > now()
                  AND NOT EXISTS (SELECT FROM paliad.captured_changes)
                  AND NOT EXISTS (SELECT FROM paliad.pending_appointments owed WHERE owed.binding_id = binding.id)
                  AND NOT EXISTS (SELECT FROM paliad.caldav_tombstones owed WHERE owed.account_id = lease.account_id)
                """, lawyer.id(), Timestamp.from(start));
    }

    /** Her calendar goes, and no later tick looks at it. */
    private void retire(Connected lawyer) {
        firm.run("UPDATE paliad.user_caldav_config SET enabled = false WHERE user_id = ?", lawyer.id());
        lawyer.calendar().deleteAll();
    }

    /** A lawyer, her one matter and her calendar. */
    record Connected(UUID id, UUID matter, Caller service, RemoteCalendar calendar) {}
}
