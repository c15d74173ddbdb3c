package de.msbls.paliad.calendar.project.team;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a user may do in a node and in all that is beneath it. */
public enum TeamRole {
    /** See, edit, and manage the team and the children. */
    LEAD,
    /** See and edit. */
    MEMBER,
    /** See. */
    OBSERVER;

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
