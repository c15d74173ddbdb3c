package de.msbls.paliad.calendar.appointment;

import de.msbls.paliad.calendar.platform.http.PlainText;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of a POST.
 *
 * @param allDay absent: false
 * @param startsAt of a timed appointment, to the second, as calendars have it
 * @param endDate of an all-day appointment, exclusive
 * @param status absent: confirmed
 * @param appointmentType absent: other
 * @param projectId absent: a personal appointment
 */
@ValidTimes
public record CreateAppointment(
        @NotNull(message = "is needed") @PlainText(max = MAX_TITLE, notBlank = true)
        String title,

        @PlainText(max = MAX_DESCRIPTION, lines = true) @Nullable
        String description,

        @PlainText(max = MAX_LOCATION) @Nullable String location,
        @Nullable Boolean allDay,
        @Nullable OffsetDateTime startsAt,
        @Nullable OffsetDateTime endsAt,
        @Nullable String timeZone,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        @Nullable AppointmentStatus status,
        @Nullable AppointmentType appointmentType,
        @Nullable UUID projectId) {

    static final int MAX_TITLE = 500;
    static final int MAX_LOCATION = 1000;
    static final int MAX_DESCRIPTION = 20_000;

    AppointmentDraft draft() {
        return new AppointmentDraft(
                title,
                description,
                location,
                Objects.requireNonNullElse(allDay, false),
                toSecond(startsAt),
                toSecond(endsAt),
                timeZone,
                startDate,
                endDate,
                Objects.requireNonNullElse(status, AppointmentStatus.CONFIRMED),
                Objects.requireNonNullElse(appointmentType, AppointmentType.OTHER),
                projectId);
    }

    /** iCalendar has no fractions of a second (RFC 5545 §3.3.12). */
    private static @Nullable Instant toSecond(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant().truncatedTo(ChronoUnit.SECONDS);
    }
}
