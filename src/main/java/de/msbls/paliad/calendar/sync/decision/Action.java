package de.msbls.paliad.calendar.sync.decision;

/** What a tick does with one target. */
public enum Action {
    NOTHING,
    /** Too little is known: another tick. */
    WAIT,
    /** Take over etag and text as the new base: no version, no PUT. */
    ACCEPT,
    /** PUT If-None-Match: *. */
    CREATE,
    /** The object at our href is ours, from a create that was cut off: it becomes the base. */
    ADOPT,
    /** PUT If-Match. */
    UPDATE,
    /** Remote edits into the database. */
    PULL,
    /** The owner may not edit: a conflict row, and ours is put back. */
    RESTORE,
    /** Three-way by owned field, then PUT If-Match. */
    MERGE,
    /** The user deleted our copy: leave it so. */
    SUPPRESS,
    /** It is back on the server: active again. */
    REACTIVATE,
    /** Our copy was deleted and the appointment edited: an edit beats a deletion. */
    RECREATE,
    /** DELETE If-Match. */
    DELETE,
    /** A conflict row with the remote edit, then DELETE with the etag seen. */
    DELETE_WITH_CONFLICT,
    /** Nothing stands there any more, and nothing should. */
    CLEAR,
    QUARANTINE
}
