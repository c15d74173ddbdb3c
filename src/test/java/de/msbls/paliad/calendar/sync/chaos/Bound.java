package de.msbls.paliad.calendar.sync.chaos;

import java.util.Map;
import java.util.UUID;

/**
 * A binding, and its calendar as the lawyer's other client sees it.
 *
 * @param foreign the events that she made there herself, by href, as the server keeps them
 */
record Bound(UUID binding, Diary diary, Map<String, String> foreign) {}
