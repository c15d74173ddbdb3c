package de.msbls.paliad.calendar.sync.decision;

/** Our object as the server has it, against the base. */
public enum Remote {
    SAME,
    /** Etag or text moved, no owned field did. */
    REWRITTEN,
    /** What we sent under an intent whose result was never recorded. */
    OURS_LANDED,
    /** An owned field differs. */
    CHANGED,
    /** Another's object at our href. */
    FOREIGN,
    /** Stands there and cannot be read as an event. */
    UNREADABLE,
    /** Confirmed: the server said 404 or 410 for this href alone. */
    GONE,
    UNKNOWN
}
