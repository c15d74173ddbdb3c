package de.msbls.paliad.calendar.sync.event;

import de.msbls.paliad.calendar.appointment.Appointment;
import de.msbls.paliad.calendar.appointment.AppointmentStatus;
import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.EventStatus;
import de.msbls.paliad.calendar.ical.EventTime;
import de.msbls.paliad.calendar.ical.OwnedField;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an appointment looks in a binding's calendar, by the binding's detail (DESIGN §2). */
public final class Rendering {

    private static final String BUSY = "Busy";

    private Rendering() {}

    /** @throws UnrenderableAppointmentException when its times make no event, since the firm's application writes freely */
    public static EventFields of(Appointment appointment, Detail detail) {
        EventTime time = time(appointment);
        return switch (detail) {
            case FULL ->
                new EventFields(
                        appointment.title(),
                        appointment.description(),
                        appointment.location(),
                        status(appointment.status()),
                        time);
            case TITLE -> new EventFields(appointment.title(), null, null, status(appointment.status()), time);
            case BUSY -> new EventFields(BUSY, null, null, EventStatus.CONFIRMED, time);
        };
    }

    /** The fields whose remote edits are pulled: those that were sent as they are. */
    public static Set<OwnedField> pulled(Detail detail) {
        return switch (detail) {
            case FULL -> EnumSet.allOf(OwnedField.class);
            case TITLE -> EnumSet.of(OwnedField.SUMMARY, OwnedField.STATUS, OwnedField.TIME);
            case BUSY -> EnumSet.of(OwnedField.TIME);
        };
    }

    /** The fields whose remote edits count: a detail that was made narrower throws away nothing that was edited before. */
    public static Set<OwnedField> editable(Detail detail, @Nullable Detail before) {
        Set<OwnedField> editable = pulled(detail);
        if (before != null) {
            editable.addAll(pulled(before));
        }
        return editable;
    }

    /** The fields that a calendar has from us at all; others that stand there are the user's own. */
    public static Set<OwnedField> sent(Detail detail) {
        Set<OwnedField> sent = pulled(detail);
        sent.add(OwnedField.SUMMARY);
        return sent;
    }

    /** Whether its event is CLASS:PRIVATE (RFC 5545 §3.8.1.3). */
    public static boolean isPrivate(Detail detail) {
        return detail == Detail.BUSY;
    }

    /** When it ends, for the window. */
    public static Instant end(EventTime time) {
        if (time instanceof EventTime.AllDay day) {
            return day.endExclusive().atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return ((EventTime.Timed) time).end();
    }

    private static EventTime time(Appointment appointment) {
        return appointment.allDay() ? allDay(appointment) : timed(appointment);
    }

    private static EventTime allDay(Appointment appointment) {
        LocalDate start = appointment.startDate();
        LocalDate end = appointment.endDate();
        if (start == null) {
            throw new UnrenderableAppointmentException("no_start");
        }
        LocalDate after = end == null ? start.plusDays(1) : end;
        if (!after.isAfter(start)) {
            throw new UnrenderableAppointmentException("ends_before_start");
        }
        return new EventTime.AllDay(start, after);
    }

    private static EventTime timed(Appointment appointment) {
        Instant start = appointment.startsAt();
        Instant end = appointment.endsAt();
        if (start == null) {
            throw new UnrenderableAppointmentException("no_start");
        }
        Instant after = end == null ? start : end;
        if (after.isBefore(start)) {
            throw new UnrenderableAppointmentException("ends_before_start");
        }
        return new EventTime.Timed(start, after, zone(appointment));
    }

    private static ZoneId zone(Appointment appointment) {
        String name = appointment.timeZone();
        if (name == null || name.isBlank()) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new UnrenderableAppointmentException("unknown_time_zone", e);
        }
    }

    private static EventStatus status(AppointmentStatus status) {
        return switch (status) {
            case CONFIRMED -> EventStatus.CONFIRMED;
            case TENTATIVE -> EventStatus.TENTATIVE;
            case CANCELLED -> EventStatus.CANCELLED;
        };
    }
}
