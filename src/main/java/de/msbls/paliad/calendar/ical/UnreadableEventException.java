package de.msbls.paliad.calendar.ical;

/** What stands on a server is no event that this service can read. The message holds nothing of the event's content. */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    UnreadableEventException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why, in a word that stays the same. */
    public Reason reason() {
        return reason;
    }

    /** The causes that callers tell apart. */
    public enum Reason {
        /** More octets, lines or components than this service reads. */
        TOO_LARGE,
        /** Not iCalendar, or not one calendar object resource (RFC 4791 §4.1). */
        MALFORMED,
        /** No VEVENT, or none without a RECURRENCE-ID. */
        NO_EVENT,
        /** Components of more than one UID. */
        SEVERAL_UIDS,
        /** No DTSTART. */
        NO_START,
        /** A local time without a zone: it means another instant to every reader. */
        FLOATING_TIME,
        /** A TZID that neither its name nor its VTIMEZONE explains. */
        UNKNOWN_ZONE
    }
}
