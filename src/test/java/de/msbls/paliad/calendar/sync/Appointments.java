package de.msbls.paliad.calendar.sync;

import de.msbls.paliad.calendar.appointment.Appointment;
import de.msbls.paliad.calendar.appointment.AppointmentStatus;
import de.msbls.paliad.calendar.appointment.AppointmentType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Appointments as the firm has them, changed part by part; each change is a version. */
public final class Appointments {

    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final UUID ANNA = UUID.randomUUID();

    private Appointments() {}

    /** Tuesday ten to eleven in Berlin. */
    public static Appointment hearing() {
        return timed("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z", "Europe/Berlin");
    }

    public static Appointment timed(@Nullable String start, @Nullable String end, @Nullable String zone) {
        return new Appointment(
                UUID.randomUUID(),
                "Hearing",
                "Bring the files",
                "Room 7",
                false,
                start == null ? null : Instant.parse(start),
                end == null ? null : Instant.parse(end),
                zone,
                null,
                null,
                AppointmentStatus.CONFIRMED,
                AppointmentType.HEARING,
                UUID.randomUUID(),
                ANNA,
                1);
    }

    public static Appointment allDay(@Nullable String start, @Nullable String end) {
        Appointment one = hearing();
        return new Appointment(
                one.id(),
                one.title(),
                one.description(),
                one.location(),
                true,
                null,
                null,
                null,
                start == null ? null : LocalDate.parse(start),
                end == null ? null : LocalDate.parse(end),
                one.status(),
                one.appointmentType(),
                one.projectId(),
                one.createdBy(),
                1);
    }

    public static Appointment titled(Appointment one, String title) {
        return changed(one, title, one.description(), one.startsAt());
    }

    public static Appointment described(Appointment one, @Nullable String description) {
        return changed(one, one.title(), description, one.startsAt());
    }

    public static Appointment startingAt(Appointment one, @Nullable Instant start) {
        return changed(one, one.title(), one.description(), start);
    }

    private static Appointment changed(
            Appointment one, String title, @Nullable String description, @Nullable Instant start) {
        return new Appointment(
                one.id(),
                title,
                description,
                one.location(),
                one.allDay(),
                start,
                one.endsAt(),
                one.timeZone(),
                one.startDate(),
                one.endDate(),
                one.status(),
                one.appointmentType(),
                one.projectId(),
                one.createdBy(),
                one.version() + 1);
    }
}
