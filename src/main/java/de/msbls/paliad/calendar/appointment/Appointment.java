package de.msbls.paliad.calendar.appointment;

import static de.msbls.paliad.calendar.platform.database.Times.instant;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the firm's appointments. The firm's own application writes them too and no CHECK stands in its way, so
 * either pair of times may be missing: an all-day appointment should have dates, a timed one instants and a zone.
 *
 * @param endDate exclusive, as in iCalendar (RFC 5545 §3.6.1)
 * @param timeZone an IANA name; the zone in which a timed appointment was meant
 * @param projectId null: personal, visible to its creator alone
 * @param version raised by the database whenever a synced column changes, whoever writes it
 */
public record Appointment(
        UUID id,
        String title,
        @Nullable String description,
        @Nullable String location,
        boolean allDay,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable String timeZone,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        AppointmentStatus status,
        AppointmentType appointmentType,
        @Nullable UUID projectId,
        UUID createdBy,
        long version) {

    /** Reads a row that has the columns of paliad.appointments; words that the firm invented count as the defaults. */
    public static Appointment of(Row row) {
        return new Appointment(
                row.getUUID("id"),
                row.getString("title"),
                row.getString("description"),
                row.getString("location"),
                row.getBoolean("all_day"),
                instant(row.getOffsetDateTime("starts_at")),
                instant(row.getOffsetDateTime("ends_at")),
                row.getString("time_zone"),
                row.getLocalDate("start_date"),
                row.getLocalDate("end_date"),
                AppointmentStatus.named(row.getString("status")).orElse(AppointmentStatus.CONFIRMED),
                AppointmentType.named(row.getString("appointment_type")).orElse(AppointmentType.OTHER),
                row.getUUID("project_id"),
                row.getUUID("created_by"),
                row.getLong("version"));
    }
}
