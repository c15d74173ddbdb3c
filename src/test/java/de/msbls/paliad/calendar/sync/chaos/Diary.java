package de.msbls.paliad.calendar.sync.chaos;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A calendar as its owner's other client sees it, on whichever server. */
interface Diary {

    /**
     * An object as it was read.
     *
     * @param state what tells it from a later one
     */
    record Sheet(String href, String text, String state) {}

    String path();

    List<String> hrefs();

    Optional<Sheet> read(String href);

    /** Writes over what was read, and over nothing else; answers whether it still stood there. */
    boolean replace(Sheet seen, String text);

    /**
     * Whether what its owner wrote there within that time, and was told to stand, may be lost by the server's own fault:
     * it looks at If-Match first and writes then, so that of two at once both may be told so (SERVERS.md).
     */
    boolean mayHaveLost(String href, Instant since, Instant until);

    /** Deletes what was read, and nothing else; answers whether it still stood there. */
    boolean delete(Sheet seen);

    /** Answers the text as the server keeps it. */
    String add(String href, String text);

    /** All texts, by href. */
    Map<String, String> all();
}
