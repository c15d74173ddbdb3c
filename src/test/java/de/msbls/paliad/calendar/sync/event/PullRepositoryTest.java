package de.msbls.paliad.calendar.sync.event;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.EventStatus;
import de.msbls.paliad.calendar.ical.EventTime;
import de.msbls.paliad.calendar.ical.OwnedField;
import de.msbls.paliad.calendar.sync.SyncDatabase;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

class PullRepositoryTest {

    private static final EventTime TIMED = new EventTime.Timed(
            Instant.parse("2026-12-02T20:00:00Z"),
            Instant.parse("2026-12-02T21:00:00Z"),
            ZoneId.of("America/Los_Angeles"));

    private final PullRepository pulls = new PullRepository();

    private Map<UUID, Long> pull(FirmDatabase firm, Pull... edits) {
        try (SyncDatabase database = new SyncDatabase(firm)) {
            return database.inTransaction(transaction -> pulls.pull(transaction, List.of(edits)));
        }
    }

    private static EventFields fields(EventTime time) {
        return new EventFields("From the phone", "More", "Room 8", EventStatus.TENTATIVE, time);
    }

    private static Map<String, Object> row(FirmDatabase firm, UUID appointment) {
        return firm.rows("""
                SELECT title, description, location, status, all_day, starts_at::text AS starts_at, ends_at::text AS ends_at,
                       time_zone, start_date::text AS start_date, end_date::text AS end_date, version
                FROM paliad.appointments WHERE id = ?
                """, appointment).get(0);
    }

    @OnEveryPostgres
    void onlyTheFieldsThatWereEditedAreWritten(FirmDatabase firm) {
        UUID appointment = firm.personalAppointment(firm.user("Anna"), "Hearing");
        assertThat(pull(firm, new Pull(appointment, 1, fields(TIMED), EnumSet.of(OwnedField.LOCATION))))
                .containsExactly(Map.entry(appointment, 2L));
        assertThat(row(firm, appointment))
                .containsEntry("title", "Hearing")
                .containsEntry("description", null)
                .containsEntry("location", "Room 8")
                .containsEntry("status", "confirmed")
                .containsEntry("time_zone", "Europe/Berlin")
                .containsEntry("version", 2L);
    }

    @OnEveryPostgres
    void anotherVersionThanTheOneSeenIsNotWrittenOver(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        UUID changed = firm.personalAppointment(anna, "Hearing");
        UUID same = firm.personalAppointment(anna, "Meeting");
        firm.run("UPDATE paliad.appointments SET title = 'Newer' WHERE id = ?", changed);
        Set<OwnedField> all = EnumSet.allOf(OwnedField.class);

        Map<UUID, Long> written = pull(
                firm,
                new Pull(changed, 1, fields(TIMED), all),
                new Pull(same, 1, fields(TIMED), all),
                new Pull(UUID.randomUUID(), 1, fields(TIMED), all));

        assertThat(written).containsExactly(Map.entry(same, 2L));
        assertThat(row(firm, changed)).containsEntry("title", "Newer").containsEntry("version", 2L);
        assertThat(row(firm, same)).containsEntry("title", "From the phone").containsEntry("status", "tentative");
    }

    @OnEveryPostgres
    void aTimedOneBecomesAllDayAndTimedAgain(FirmDatabase firm) {
        UUID appointment = firm.personalAppointment(firm.user("Anna"), "Hearing");
        EventTime days = new EventTime.AllDay(LocalDate.parse("2026-12-02"), LocalDate.parse("2026-12-04"));
        firm.run("SET TIME ZONE 'UTC'");

        pull(firm, new Pull(appointment, 1, fields(days), EnumSet.of(OwnedField.TIME)));
        assertThat(row(firm, appointment))
                .containsEntry("all_day", true)
                .containsEntry("starts_at", null)
                .containsEntry("ends_at", null)
                .containsEntry("time_zone", null)
                .containsEntry("start_date", "2026-12-02")
                .containsEntry("end_date", "2026-12-04");

        pull(firm, new Pull(appointment, 2, fields(TIMED), EnumSet.of(OwnedField.TIME)));
        assertThat(row(firm, appointment))
                .containsEntry("all_day", false)
                .containsEntry("starts_at", "2026-12-02 20:00:00+00")
                .containsEntry("ends_at", "2026-12-02 21:00:00+00")
                .containsEntry("time_zone", "America/Los_Angeles")
                .containsEntry("start_date", null)
                .containsEntry("end_date", null);
    }

    @OnEveryPostgres
    void utcHasOneName(FirmDatabase firm) {
        UUID appointment = firm.personalAppointment(firm.user("Anna"), "Hearing");
        EventTime utc = new EventTime.Timed(
                Instant.parse("2026-12-02T20:00:00Z"), Instant.parse("2026-12-02T21:00:00Z"), ZoneOffset.UTC);
        pull(firm, new Pull(appointment, 1, fields(utc), EnumSet.of(OwnedField.TIME)));
        assertThat(row(firm, appointment)).containsEntry("time_zone", "UTC");
    }

    @OnEveryPostgres
    void aConflictKeepsBothSidesAndOutlivesItsAppointmentAndBinding(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        UUID appointment = firm.personalAppointment(anna, "Hearing");
        UUID binding = firm.binding(anna, "all_visible", null);
        EventTime days = new EventTime.AllDay(LocalDate.parse("2026-12-02"), LocalDate.parse("2026-12-04"));
        Set<OwnedField> fields = EnumSet.of(OwnedField.SUMMARY, OwnedField.TIME);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            database.inTransaction(transaction -> new ConflictRepository()
                    .keep(
                            transaction,
                            List.of(
                                    new Conflict(
                                            anna,
                                            binding,
                                            appointment,
                                            Conflict.Cause.BOTH_CHANGED,
                                            fields,
                                            fields(TIMED),
                                            fields(days)),
                                    new Conflict(
                                            anna,
                                            UUID.randomUUID(),
                                            appointment,
                                            Conflict.Cause.LEFT_SCOPE,
                                            EnumSet.noneOf(OwnedField.class),
                                            fields(days),
                                            null))));
        }
        firm.run("DELETE FROM paliad.user_calendar_bindings");
        firm.run("DELETE FROM paliad.appointments");

        assertThat(firm.rows("""
                        SELECT cause, array_to_string(fields, ',') AS fields, remote ->> 'starts_at' AS starts_at,
                               database ->> 'end_date' AS end_date, database = '{}' AS hidden
                        FROM paliad.caldav_conflicts WHERE user_id = ? ORDER BY cause
                        """, anna))
                .extracting(row ->
                        List.copyOf(row.values().stream().map(String::valueOf).toList()))
                .containsExactly(
                        List.of("both_changed", "summary,time", "2026-12-02T20:00:00Z", "2026-12-04", "false"),
                        List.of("left_scope", "", "null", "null", "true"));
    }
}
