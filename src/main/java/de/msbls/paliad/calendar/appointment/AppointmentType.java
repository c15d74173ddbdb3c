package de.msbls.paliad.calendar.appointment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an appointment is for. */
public enum AppointmentType {
    HEARING,
    DEADLINE,
    MEETING,
    OTHER;

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Nothing for a word that names no type. */
    public static Optional<AppointmentType> named(String word) {
        return Stream.of(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
