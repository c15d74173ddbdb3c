package de.msbls.paliad.calendar.project;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a new node of the tree stands for. */
public enum ProjectKind {
    CLIENT,
    LITIGATION,
    PATENT,
    CASE,
    PROJECT;

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
