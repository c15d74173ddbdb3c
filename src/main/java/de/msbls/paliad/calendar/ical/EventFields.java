package de.msbls.paliad.calendar.ical;

import de.msbls.paliad.calendar.ical.text.TextValue;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this service owns of an event. Everything else in the calendar object is the user's. */
public record EventFields(
        String summary,
        @Nullable String description,
        @Nullable String location,
        EventStatus status,
        EventTime time) {

    public EventFields {
        Objects.requireNonNull(summary);
        Objects.requireNonNull(status);
        Objects.requireNonNull(time);
    }

    /**
     * The fields in which the two differ by meaning. Texts: absent is the same as empty, all line ends are one, control
     * characters and white space at the end of a line or of the text count for nothing. Times: {@link EventTime#means}.
     */
    public Set<OwnedField> differences(EventFields other) {
        Set<OwnedField> differences = EnumSet.noneOf(OwnedField.class);
        for (OwnedField field : OwnedField.values()) {
            if (!isSame(field, other)) {
                differences.add(field);
            }
        }
        return differences;
    }

    /** Whether these are the other fields as somebody may have stored them who cuts long texts short, and drops what is empty then. */
    public boolean isCutFrom(EventFields whole) {
        return differences(whole).stream().allMatch(field -> switch (field) {
            case SUMMARY -> isStartOf(summary, whole.summary);
            case DESCRIPTION -> isStartOf(description, whole.description);
            case LOCATION -> isStartOf(location, whole.location);
            case STATUS, TIME -> false;
        });
    }

    private static boolean isStartOf(@Nullable String start, @Nullable String whole) {
        return TextValue.meaning(whole).startsWith(TextValue.meaning(start));
    }

    /** One field in words, for people to compare: a time is an ISO 8601 interval, with the zone where it has one. */
    public @Nullable String valueOf(OwnedField field) {
        return switch (field) {
            case SUMMARY -> summary;
            case DESCRIPTION -> description;
            case LOCATION -> location;
            case STATUS -> status.name();
            case TIME -> interval();
        };
    }

    /** These fields with one of them taken from others. */
    public EventFields with(OwnedField field, EventFields from) {
        return switch (field) {
            case SUMMARY -> new EventFields(from.summary, description, location, status, time);
            case DESCRIPTION -> new EventFields(summary, from.description, location, status, time);
            case LOCATION -> new EventFields(summary, description, from.location, status, time);
            case STATUS -> new EventFields(summary, description, location, from.status, time);
            case TIME -> new EventFields(summary, description, location, status, from.time);
        };
    }

    private boolean isSame(OwnedField field, EventFields other) {
        return switch (field) {
            case SUMMARY -> isSameText(summary, other.summary);
            case DESCRIPTION -> isSameText(description, other.description);
            case LOCATION -> isSameText(location, other.location);
            case STATUS -> status == other.status;
            case TIME -> time.means(other.time);
        };
    }

    private static boolean isSameText(@Nullable String one, @Nullable String other) {
        return TextValue.meaning(one).equals(TextValue.meaning(other));
    }

    private String interval() {
        if (time instanceof EventTime.Timed timed) {
            ZoneId zone = timed.zone();
            return timed.start().atZone(zone) + "/" + timed.end().atZone(zone);
        }
        EventTime.AllDay days = (EventTime.AllDay) time;
        return days.start() + "/" + days.endExclusive();
    }
}
