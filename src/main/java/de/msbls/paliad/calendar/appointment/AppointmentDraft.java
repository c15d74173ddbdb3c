package de.msbls.paliad.calendar.appointment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a user says of an appointment, new or changed. */
record AppointmentDraft(
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
        @Nullable UUID projectId) {

    static AppointmentDraft of(Appointment appointment) {
        return new AppointmentDraft(
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
                appointment.projectId());
    }
}
