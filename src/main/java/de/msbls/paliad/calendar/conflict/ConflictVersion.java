package de.msbls.paliad.calendar.conflict;

import de.msbls.paliad.calendar.appointment.AppointmentStatus;
import de.msbls.paliad.calendar.appointment.PatchAppointment;
import de.msbls.paliad.calendar.platform.json.Change;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One side of a conflict, as it was then.
 *
 * @param endDate exclusive
 */
@Schema(description = "One side of a conflict as it was then; what the calendar does not hold is null.")
public record ConflictVersion(
        @Nullable String title,
        @Nullable String description,
        @Nullable String location,
        @Nullable AppointmentStatus status,
        @Nullable Boolean allDay,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable String timeZone,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate) {

    /** Reads what the sync keeps. */
    static ConflictVersion of(JsonObject json) {
        return new ConflictVersion(
                json.getString("title"),
                json.getString("description"),
                json.getString("location"),
                read(json, "status", word -> AppointmentStatus.named(word).orElseThrow()),
                json.getBoolean("all_day"),
                read(json, "starts_at", Instant::parse),
                read(json, "ends_at", Instant::parse),
                read(json, "time_zone", ConflictVersion::ianaName),
                read(json, "start_date", LocalDate::parse),
                read(json, "end_date", LocalDate::parse));
    }

    /** What makes an appointment say the same as this version in those fields. It may not be valid. */
    PatchAppointment inFields(Collection<ConflictField> fields) {
        boolean time = fields.contains(ConflictField.TIME);
        return new PatchAppointment(
                change(fields.contains(ConflictField.TITLE), title),
                change(fields.contains(ConflictField.DESCRIPTION), description),
                change(fields.contains(ConflictField.LOCATION), location),
                change(time, allDay),
                change(time, utc(startsAt)),
                change(time, utc(endsAt)),
                change(time, timeZone),
                change(time, startDate),
                change(time, endDate),
                change(fields.contains(ConflictField.STATUS), status),
                Change.none(),
                Change.none());
    }

    private static <T> Change<T> change(boolean taken, @Nullable T value) {
        return taken ? Change.to(value) : Change.none();
    }

    private static <T> @Nullable T read(JsonObject json, String member, Function<String, T> parser) {
        String text = json.getString(member);
        return text == null ? null : parser.apply(text);
    }

    /** UTC is "Z" to Java's offsets. */
    private static String ianaName(String zone) {
        return zone.equals("Z") ? "UTC" : zone;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
