package de.msbls.paliad.calendar.caldav.object;

/** On what a PUT depends. Servers exist that ignore either header: see the project's notes on servers. */
public sealed interface Precondition {

    /** Only if nothing stands there. */
    record IfNoneMatch() implements Precondition {}

    /**
     * Only if exactly this stands there.
     *
     * @param etag a strong one, as the server spelled it: a weak one never matches (RFC 9110 §13.1.1)
     */
    record IfMatch(String etag) implements Precondition {}

    /**
     * Only if exactly this stands there and nothing does: never. A server that ignores If-None-Match carries it out all the same, as long
     * as nobody has changed the object.
     */
    record Impossible(String etag) implements Precondition {}

    /** Whatever stands there. */
    record None() implements Precondition {}
}
