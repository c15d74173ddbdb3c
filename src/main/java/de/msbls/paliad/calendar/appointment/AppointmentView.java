package de.msbls.paliad.calendar.appointment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An appointment as the API shows it: the times of the other kind are null. */
@Schema(
        name = "Appointment",
        description = "Timed: starts_at, ends_at, time_zone. All-day: start_date, end_date (exclusive).")
public record AppointmentView(
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
        long version) {

    public static AppointmentView of(Appointment appointment) {
        return new AppointmentView(
                appointment.id(),
                appointment.title(),
                appointment.description(),
                appointment.location(),
                appointment.allDay(),
                appointment.startsAt(),
                appointment.endsAt(),
                appointment.timeZone(),
                appointment.startDate(),
                appointment.endDate(),
                appointment.status(),
                appointment.appointmentType(),
                appointment.projectId(),
                appointment.version());
    }
}
