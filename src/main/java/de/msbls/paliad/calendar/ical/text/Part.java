package de.msbls.paliad.calendar.ical.text;

/** What a component is made of. */
public sealed interface Part permits ContentLine, Component {

    /** Appends the part with CRLF after each line. */
    void writeTo(StringBuilder text);
}
