package de.msbls.paliad.calendar.sync.event;

import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.OwnedField;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A remote version that lost, kept for the owner: what differed, and both sides of it. */
public record Conflict(
        UUID userId,
        UUID bindingId,
        UUID appointmentId,
        Cause cause,
        Set<OwnedField> fields,
        EventFields remote,
        @Nullable EventFields database) {

    /** Why it lost. */
    public enum Cause {
        BOTH_CHANGED,
        MAY_NOT_EDIT,
        DELETED_HERE,
        LEFT_SCOPE;

        /** The word in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
