package de.msbls.paliad.calendar.ical;

/** What of an event this service owns: the unit of comparing, patching and merging. */
public enum OwnedField {
    SUMMARY,
    DESCRIPTION,
    LOCATION,
    STATUS,
    /** DTSTART with DTEND or DURATION and the zone, as one. */
    TIME
}
