package de.msbls.paliad.calendar.appointment;

import de.msbls.paliad.calendar.platform.problem.FieldError;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of an appointment's times: all-day ones have dates, timed ones instants and a zone, never both. */
final class AppointmentTimes {

    private AppointmentTimes() {}

    /** Every broken rule, by the field's name on the wire. */
    static List<FieldError> faults(AppointmentDraft draft) {
        List<FieldError> faults = new ArrayList<>();
        if (draft.allDay()) {
            needed(faults, "start_date", draft.startDate());
            needed(faults, "end_date", draft.endDate());
            unwanted(faults, "starts_at", draft.startsAt(), "an all-day appointment");
            unwanted(faults, "ends_at", draft.endsAt(), "an all-day appointment");
            unwanted(faults, "time_zone", draft.timeZone(), "an all-day appointment");
        } else {
            needed(faults, "starts_at", draft.startsAt());
            needed(faults, "ends_at", draft.endsAt());
            needed(faults, "time_zone", draft.timeZone());
            unwanted(faults, "start_date", draft.startDate(), "a timed appointment");
            unwanted(faults, "end_date", draft.endDate(), "a timed appointment");
        }
        order(faults, draft);
        zone(faults, draft.timeZone());
        return faults;
    }

    private static void order(List<FieldError> faults, AppointmentDraft draft) {
        if (draft.startDate() != null
                && draft.endDate() != null
                && !draft.startDate().isBefore(draft.endDate())) {
            faults.add(new FieldError("end_date", "must be after start_date: it is exclusive"));
        }
        if (draft.startsAt() != null && draft.endsAt() != null && draft.endsAt().isBefore(draft.startsAt())) {
            faults.add(new FieldError("ends_at", "must not be before starts_at"));
        }
    }

    private static void zone(List<FieldError> faults, @Nullable String zone) {
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            faults.add(new FieldError("time_zone", "must be an IANA name, such as Europe/Berlin"));
        }
    }

    private static void needed(List<FieldError> faults, String field, @Nullable Object value) {
        if (value == null) {
            faults.add(new FieldError(field, "is needed"));
        }
    }

    private static void unwanted(List<FieldError> faults, String field, @Nullable Object value, String what) {
        if (value != null) {
            faults.add(new FieldError(field, "must be null for " + what));
        }
    }
}
