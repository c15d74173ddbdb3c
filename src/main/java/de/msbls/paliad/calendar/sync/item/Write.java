package de.msbls.paliad.calendar.sync.item;

import de.msbls.paliad.calendar.caldav.Precondition;
import org.jspecify.annotations.Nullable;

/** One request that changes the server. */
sealed interface Write {

    /** A PUT of a whole object. */
    record Put(String href, String text, Precondition precondition) implements Write {}

    /** A DELETE, with If-Match where there is an etag. */
    record Delete(String href, @Nullable String etag, String nextUid) implements Write {}
}
