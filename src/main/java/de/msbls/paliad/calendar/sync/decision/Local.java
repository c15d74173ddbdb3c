package de.msbls.paliad.calendar.sync.decision;

/** The appointment as the database has it, against the base. */
public enum Local {
    SAME,
    CHANGED,
    /** In scope, and nothing of ours stands on the server. */
    NEW,
    /** Out of scope now. */
    LEFT
}
