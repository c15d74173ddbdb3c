package de.msbls.paliad.calendar.ical;

/** The STATUS of an event (RFC 5545 §3.8.1.11). */
public enum EventStatus {
    CONFIRMED,
    TENTATIVE,
    CANCELLED;

    /** The status of a STATUS value; CONFIRMED for a word that is none of an event's. */
    static EventStatus of(String value) {
        for (EventStatus status : values()) {
            if (status.name().equalsIgnoreCase(value.trim())) {
                return status;
            }
        }
        return CONFIRMED;
    }
}
