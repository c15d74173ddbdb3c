package de.msbls.paliad.calendar.sync.chaos;

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

    /** Deletes what was read, and nothing else; answers whether it still stood there. */
    boolean delete(Sheet seen);

    /** Answers the text as the server keeps it. */
    String add(String href, String text);

    /** All texts, by href. */
    Map<String, String> all();
}
