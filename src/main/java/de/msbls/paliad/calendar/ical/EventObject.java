package de.msbls.paliad.calendar.ical;

import de.msbls.paliad.calendar.ical.EventTime.Timed;
import de.msbls.paliad.calendar.ical.UnreadableEventException.Reason;
import de.msbls.paliad.calendar.ical.text.Component;
import de.msbls.paliad.calendar.ical.text.ContentLine;
import de.msbls.paliad.calendar.ical.text.TextValue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calendar object resource of one event (RFC 4791 §4.1): a VEVENT, which may be the master of a series with its
 * overrides. Immutable.
 *
 * <p>A patch works on content lines: it replaces the lines of our fields in the master and leaves each other line, its
 * parameters, order and folds as they were (line ends become CRLF). A library's object model would write them all anew,
 * reordered and without what it could not read; the one that was tried also evaluates VTIMEZONE rules while it parses,
 * so that an object with a SECONDLY one occupies it for ever. Nothing here ever expands a rule.
 */
public final class EventObject {

    private static final String PRODUCT = "-//Paliad//Paliad Calendar//EN";
    /** They say how the old text was written, or show it in another form; our text has neither. */
    private static final Set<String> OF_THE_OLD_TEXT = Set.of("ALTREP", "ENCODING", "CHARSET", "VALUE");

    private final String text;
    private final Component calendar;
    private final Component master;
    private final String uid;

    private EventObject(String text, Component calendar) {
        this.text = text;
        this.calendar = calendar;
        this.uid = onlyUid(calendar);
        this.master = master(calendar);
    }

    private EventObject(Component calendar) {
        this(written(calendar), calendar);
    }

    /**
     * Reads an object. Its values are looked at only when asked for.
     *
     * @throws UnreadableEventException TOO_LARGE (512 kB), MALFORMED, NO_EVENT, SEVERAL_UIDS
     */
    public static EventObject parse(String ics) {
        return new EventObject(ics, CalendarParser.parse(ics));
    }

    /**
     * A new object with our fields alone: no ATTENDEE, ORGANIZER or alarm.
     *
     * @param asPrivate whether it is CLASS:PRIVATE (RFC 5545 §3.8.1.3)
     * @param stamp its DTSTAMP
     * @throws IllegalArgumentException for an empty UID, or a year that iCalendar cannot write (1 to 9999)
     */
    public static EventObject create(String uid, EventFields fields, boolean asPrivate, Instant stamp) {
        if (TextValue.clean(uid).isBlank()) {
            throw new IllegalArgumentException("an event needs a UID");
        }
        List<ContentLine> lines = new ArrayList<>();
        lines.add(ContentLine.ofText("UID", List.of(), uid));
        lines.add(TimeProperties.instantLine("DTSTAMP", stamp));
        lines.add(ContentLine.ofText("SUMMARY", List.of(), fields.summary()));
        lines.add(ContentLine.of("STATUS", fields.status().name()));
        Component event = Component.of("VEVENT", lines);
        event = withText(event, "DESCRIPTION", fields.description());
        event = withText(event, "LOCATION", fields.location());
        event = event.with("CLASS", asPrivate ? ContentLine.of("CLASS", "PRIVATE") : null);
        Component calendar = Component.of(
                "VCALENDAR", List.of(ContentLine.of("VERSION", "2.0"), ContentLine.of("PRODID", PRODUCT), event));
        return new EventObject(withTime(calendar, event, fields.time()));
    }

    public String uid() {
        return uid;
    }

    /** The object as it was read or is to be sent. */
    public String text() {
        return text;
    }

    /**
     * Our fields, of the master. No STATUS is CONFIRMED; texts come clean, with LF as their line ends.
     *
     * @throws UnreadableEventException NO_START, MALFORMED, FLOATING_TIME, UNKNOWN_ZONE
     */
    public EventFields fields() {
        return fieldsAt(TimeProperties.read(master, calendar));
    }

    /** Whether the object is a series, or has overrides of single instances. */
    public boolean isRecurring() {
        return master.has("RRULE")
                || master.has("RDATE")
                || calendar.components("VEVENT").size() > 1;
    }

    /** Whether others may not see it: a CLASS other than PUBLIC, since unknown ones are to be read as PRIVATE. */
    public boolean isPrivate() {
        ContentLine classification = master.first("CLASS");
        return classification != null && !classification.value().trim().equalsIgnoreCase("PUBLIC");
    }

    /** This object made private or public; this very object when it is so already, CONFIDENTIAL counting as private. */
    public EventObject withClass(boolean asPrivate) {
        if (asPrivate == isPrivate()) {
            return this;
        }
        ContentLine line = asPrivate ? ContentLine.of("CLASS", "PRIVATE") : null;
        return new EventObject(calendar.replacing(master, master.with("CLASS", line)));
    }

    /**
     * This object with those fields of the master changed, where they differ by meaning ({@link
     * EventFields#differences}); this very object when none does. Then DTSTAMP and LAST-MODIFIED become the stamp, and
     * SEQUENCE grows by one if TIME or STATUS changed. A field that could not be read counts as different.
     *
     * <p>A series that is moved takes its exceptions along: see {@link MovedSeries}.
     *
     * @throws IllegalArgumentException for a year that iCalendar cannot write (1 to 9999)
     */
    public EventObject patched(EventFields fields, Set<OwnedField> which, Instant stamp) {
        Set<OwnedField> changed = changed(fields, which);
        if (changed.isEmpty()) {
            return this;
        }
        Component event = stamped(master, changed, stamp);
        for (OwnedField field : changed) {
            event = switch (field) {
                case SUMMARY -> event.with("SUMMARY", textLine(event, "SUMMARY", fields.summary()));
                case DESCRIPTION -> withText(event, "DESCRIPTION", fields.description());
                case LOCATION -> withText(event, "LOCATION", fields.location());
                case STATUS ->
                    event.with(
                            "STATUS", ContentLine.of("STATUS", fields.status().name()));
                case TIME -> event;
            };
        }
        Component whole = calendar.replacing(master, event);
        return new EventObject(changed.contains(OwnedField.TIME) ? moved(whole, event, fields.time()) : whole);
    }

    /** The UID alone: the rest is a lawyer's appointment and belongs in no log. */
    @Override
    public String toString() {
        return "EventObject[" + uid + "]";
    }

    private Set<OwnedField> changed(EventFields fields, Set<OwnedField> which) {
        EventTime time = timeIfReadable();
        Set<OwnedField> changed = fields.differences(fieldsAt(time == null ? fields.time() : time));
        if (time == null) {
            changed.add(OwnedField.TIME);
        }
        changed.retainAll(which);
        return changed;
    }

    /** Null where only writing the time anew makes it readable. */
    private @Nullable EventTime timeIfReadable() {
        try {
            return TimeProperties.read(master, calendar);
        } catch (UnreadableEventException unreadable) {
            return null;
        }
    }

    private EventFields fieldsAt(EventTime time) {
        String summary = textOf("SUMMARY");
        return new EventFields(
                summary == null ? "" : summary, textOf("DESCRIPTION"), textOf("LOCATION"), status(), time);
    }

    private @Nullable String textOf(String property) {
        ContentLine line = master.first(property);
        return line == null ? null : line.text();
    }

    private EventStatus status() {
        ContentLine line = master.first("STATUS");
        return line == null ? EventStatus.CONFIRMED : EventStatus.of(line.value());
    }

    private static Component stamped(Component event, Set<OwnedField> changed, Instant stamp) {
        Component stamped = event.with("DTSTAMP", TimeProperties.instantLine("DTSTAMP", stamp))
                .with("LAST-MODIFIED", TimeProperties.instantLine("LAST-MODIFIED", stamp));
        if (!changed.contains(OwnedField.TIME) && !changed.contains(OwnedField.STATUS)) {
            return stamped;
        }
        return stamped.with("SEQUENCE", ContentLine.of("SEQUENCE", Integer.toString(nextSequence(event))));
    }

    private static int nextSequence(Component event) {
        ContentLine line = event.first("SEQUENCE");
        String value = line == null ? "" : line.value().trim();
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) + 1 : 1;
    }

    private static Component withText(Component event, String property, @Nullable String text) {
        boolean empty = TextValue.meaning(text).isEmpty();
        return event.with(property, text == null || empty ? null : textLine(event, property, text));
    }

    private static ContentLine textLine(Component event, String property, String text) {
        ContentLine old = event.first(property);
        List<String> kept = old == null ? List.of() : old.parametersExcept(OF_THE_OLD_TEXT);
        return ContentLine.ofText(property, kept, text);
    }

    private Component moved(Component whole, Component event, EventTime time) {
        EventTime before = timeIfReadable();
        Component moved = withTime(whole, event, time);
        if (before == null || !isRecurring()) {
            return moved;
        }
        ContentLine start = master(moved).first("DTSTART");
        String tzid = start == null ? null : start.parameter("TZID");
        return ZoneComponent.undeclare(MovedSeries.in(moved, before, time, tzid == null ? "" : tzid));
    }

    private static Component withTime(Component calendar, Component event, EventTime time) {
        EventTime settled = time.settled();
        if (!(settled instanceof Timed timed) || TimeProperties.isUtc(timed.zone())) {
            return ZoneComponent.undeclare(calendar.replacing(event, TimeProperties.write(event, settled, "")));
        }
        String tzid = tzid(calendar, event, timed.zone());
        Component changed = calendar.replacing(event, TimeProperties.write(event, settled, tzid));
        return ZoneComponent.undeclare(ZoneComponent.declare(changed, tzid, timed));
    }

    /** The name under which this object already defines the zone, else the IANA one. */
    private static String tzid(Component calendar, Component event, ZoneId zone) {
        ContentLine start = event.first("DTSTART");
        String tzid = start == null ? null : start.parameter("TZID");
        boolean defined = tzid != null && ZoneNames.definition(tzid, calendar) != null;
        return tzid != null && defined && zone.equals(ZoneNames.zoneIfKnown(tzid, calendar)) ? tzid : zone.getId();
    }

    private static Component master(Component calendar) {
        List<Component> masters = calendar.components("VEVENT").stream()
                .filter(event -> !event.has("RECURRENCE-ID"))
                .toList();
        if (masters.isEmpty()) {
            throw new UnreadableEventException(Reason.NO_EVENT, "no VEVENT without a RECURRENCE-ID");
        }
        if (masters.size() > 1) {
            throw new UnreadableEventException(Reason.MALFORMED, "several VEVENTs without a RECURRENCE-ID");
        }
        return masters.get(0);
    }

    private static String onlyUid(Component calendar) {
        List<String> uids = Stream.of("VEVENT", "VTODO", "VJOURNAL")
                .flatMap(name -> calendar.components(name).stream())
                .map(EventObject::uidOf)
                .distinct()
                .toList();
        if (uids.isEmpty()) {
            throw new UnreadableEventException(Reason.NO_EVENT, "no VEVENT");
        }
        if (uids.size() > 1) {
            throw new UnreadableEventException(Reason.SEVERAL_UIDS, "components of several UIDs");
        }
        return uids.get(0);
    }

    private static String uidOf(Component component) {
        ContentLine line = component.first("UID");
        if (line == null || line.text().isBlank()) {
            throw new UnreadableEventException(Reason.MALFORMED, "a component without a UID");
        }
        return line.text();
    }

    private static String written(Component calendar) {
        StringBuilder text = new StringBuilder();
        calendar.writeTo(text);
        return text.toString();
    }
}
