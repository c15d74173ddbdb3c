package de.msbls.paliad.calendar.oversight.item;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why an appointment is not kept equal with its event. */
public enum ItemState {
    /** The user deleted the event in her calendar. */
    SUPPRESSED,
    /** It was refused, and is tried again when either side changes. */
    QUARANTINED;

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Nothing for any other word. */
    static Optional<ItemState> named(String word) {
        return Stream.of(values()).filter(state -> state.word().equals(word)).findFirst();
    }
}
