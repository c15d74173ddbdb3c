package de.msbls.paliad.calendar.platform.openapi;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/** What the operations of one tag are about. */
final class Tags {

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "Administration",
                    "For the firm's administrators: connections in trouble, held deletions, off-boarding, the audit trail",
            "Appointments", "The firm's appointments that the user may see",
            "Bindings", "Which slice of the appointments stands in which calendar, and how that goes",
            "Calendars", "The calendars of the user's account",
            "Conflicts", "Versions from the user's calendars that lost",
            "Connection", "The user's one CalDAV account",
            "Events", "State changes as they happen",
            "Projects", "Clients, litigations, patents and cases, and who works on them",
            "Sync log", "What each tick of a binding did",
            "User", "Who the caller is");

    private Tags() {}

    static void describe(List<Tag> tags) {
        tags.forEach(tag -> tag.setDescription(DESCRIPTIONS.get(tag.getName())));
    }
}
