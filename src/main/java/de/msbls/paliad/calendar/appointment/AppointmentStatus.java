package de.msbls.paliad.calendar.appointment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How certain an appointment is (RFC 5545 §3.8.1.11). */
public enum AppointmentStatus {
    CONFIRMED,
    TENTATIVE,
    CANCELLED;

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Nothing for a word that names no status. */
    public static Optional<AppointmentStatus> named(String word) {
        return Stream.of(values()).filter(status -> status.word().equals(word)).findFirst();
    }
}
