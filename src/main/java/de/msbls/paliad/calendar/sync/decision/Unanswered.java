package de.msbls.paliad.calendar.sync.decision;

/** A create or a deletion that was begun and whose result was never recorded: the server may have carried it out, or not. */
public enum Unanswered {
    NONE,
    CREATE,
    /** It may still land: its lease and its time-out are not over. */
    CREATE_UNDER_WAY,
    DELETE,
    /** It may still land: its lease and its time-out are not over. */
    DELETE_UNDER_WAY;

    boolean isDeletion() {
        return this == DELETE || this == DELETE_UNDER_WAY;
    }
}
