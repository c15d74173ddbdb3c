package de.msbls.paliad.calendar.sync.item.plan;

import de.msbls.paliad.calendar.caldav.object.Precondition;
import org.jspecify.annotations.Nullable;

/** One request that changes the server. */
public sealed interface Write {

    /**
     * A PUT of a whole object.
     *
     * @param ourSide the database's side of the text, where the object also holds what the user alone wrote; NULL: the same
     */
    record Put(String href, String text, @Nullable String ourSide, Precondition precondition) implements Write {}

    /** A DELETE, with If-Match where there is an etag. */
    record Delete(String href, @Nullable String etag, String nextUid) implements Write {}
}
