package de.msbls.paliad.calendar.appointment;

import de.msbls.paliad.calendar.platform.http.NotCleared;
import de.msbls.paliad.calendar.platform.http.PlainText;
import de.msbls.paliad.calendar.platform.json.Change;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a PATCH: a JSON Merge Patch (RFC 7396). */
public record PatchAppointment(
        @PlainText(max = CreateAppointment.MAX_TITLE, notBlank = true) @Schema(implementation = String.class)
        Change<String> title,

        @PlainText(max = CreateAppointment.MAX_DESCRIPTION, lines = true, clearable = true)
        @Schema(implementation = String.class, nullable = true)
        Change<String> description,

        @PlainText(max = CreateAppointment.MAX_LOCATION, clearable = true)
        @Schema(implementation = String.class, nullable = true)
        Change<String> location,

        @NotCleared @Schema(implementation = Boolean.class) Change<Boolean> allDay,

        @Schema(implementation = OffsetDateTime.class, nullable = true)
        Change<OffsetDateTime> startsAt,

        @Schema(implementation = OffsetDateTime.class, nullable = true)
        Change<OffsetDateTime> endsAt,

        @Schema(implementation = String.class, nullable = true)
        Change<String> timeZone,

        @Schema(implementation = LocalDate.class, nullable = true)
        Change<LocalDate> startDate,

        @Schema(implementation = LocalDate.class, nullable = true)
        Change<LocalDate> endDate,

        @NotCleared @Schema(implementation = AppointmentStatus.class)
        Change<AppointmentStatus> status,

        @NotCleared @Schema(implementation = AppointmentType.class)
        Change<AppointmentType> appointmentType,

        @Schema(implementation = UUID.class, nullable = true)
        Change<UUID> projectId) {

    /** Rows that the firm's application wrote may break the rules of times; only who touches them must mend them. */
    boolean touchesTimes() {
        return Stream.of(allDay, startsAt, endsAt, timeZone, startDate, endDate).anyMatch(Change::present);
    }

    /** The appointment after this patch. One that becomes all-day or timed drops the other kind's times by itself. */
    AppointmentDraft appliedTo(AppointmentDraft old) {
        boolean isAllDay = allDay.or(old.allDay());
        boolean becomesAllDay = isAllDay && !old.allDay();
        boolean becomesTimed = !isAllDay && old.allDay();
        return new AppointmentDraft(
                title.or(old.title()),
                description.appliedTo(old.description()),
                location.appliedTo(old.location()),
                isAllDay,
                toSecond(startsAt).appliedTo(becomesAllDay ? null : old.startsAt()),
                toSecond(endsAt).appliedTo(becomesAllDay ? null : old.endsAt()),
                timeZone.appliedTo(becomesAllDay ? null : old.timeZone()),
                startDate.appliedTo(becomesTimed ? null : old.startDate()),
                endDate.appliedTo(becomesTimed ? null : old.endDate()),
                status.or(old.status()),
                appointmentType.or(old.appointmentType()),
                projectId.appliedTo(old.projectId()));
    }

    private static Change<Instant> toSecond(Change<OffsetDateTime> time) {
        return time.map(value -> value.toInstant().truncatedTo(ChronoUnit.SECONDS));
    }
}
