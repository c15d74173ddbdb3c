package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.EventObject;
import de.msbls.paliad.calendar.ical.UnreadableEventException;
import de.msbls.paliad.calendar.sync.model.Wishes.Bound;
import de.msbls.paliad.calendar.sync.model.server.Calendars;
import de.msbls.paliad.calendar.sync.model.server.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** The users' own calendar programs: they edit, annotate, delete and bring back what they see. */
final class Client {

    private static final String OWN = "own-";

    /**
     * A user's edit.
     *
     * @param replaced marks that she saw there before, one after the other
     * @param detail how much the binding showed then
     * @param during the tick in whose midst it was made; 0: between two
     * @param deeds how many things had been done on the server by then
     */
    record Edit(
            Bound binding,
            String name,
            String uid,
            Field field,
            String mark,
            Set<String> replaced,
            String detail,
            int during,
            int deeds) {}

    private final Ground ground;
    private final Firm firm;
    private final Wishes wishes;
    private final Calendars calendars;
    private final List<Edit> edits = new ArrayList<>();
    private final Map<String, String> lastSeen = new TreeMap<>();
    private final Map<String, String> foreign = new HashMap<>();
    int tick;

    Client(Ground ground, Firm firm, Wishes wishes, Calendars calendars) {
        this.ground = ground;
        this.firm = firm;
        this.wishes = wishes;
        this.calendars = calendars;
    }

    List<Edit> edits() {
        return edits;
    }

    /** What users made themselves, by calendar and name. */
    Map<String, String> foreign() {
        return foreign;
    }

    void make(int calendar) {
        Bound binding = wishes.binding(calendar);
        String name = OWN + foreign.size() + ".ics";
        String text = foreign.size() % 4 == 3
                ? "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nno calendar at all"
                : String.join(
                        "\r\n",
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "PRODID:-//Her own//EN",
                        "BEGIN:VEVENT",
                        "UID:" + OWN + foreign.size(),
                        "DTSTAMP:20261101T000000Z",
                        "DTSTART;VALUE=DATE:20270201",
                        "SUMMARY:Her own " + foreign.size(),
                        "ATTENDEE:mailto:a@b.example",
                        "END:VEVENT",
                        "END:VCALENDAR",
                        "");
        keepForeign(binding, name, text);
    }

    void editForeign(int calendar, int pick) {
        Bound binding = wishes.binding(calendar);
        List<String> names = names(binding, true);
        if (!names.isEmpty()) {
            String name = names.get(Math.floorMod(pick, names.size()));
            String text = calendars.in(binding.calendar()).get(name);
            keepForeign(binding, name, text.replaceFirst("SUMMARY:", "SUMMARY:Again "));
        }
    }

    private void keepForeign(Bound binding, String name, String text) {
        calendars.put(binding.calendar(), name, text);
        foreign.put(binding.calendar() + name, calendars.in(binding.calendar()).get(name));
    }

    void edit(int calendar, int pick, Field field) {
        Bound binding = wishes.binding(calendar);
        String name = any(binding, pick);
        String text = name == null ? null : calendars.in(binding.calendar()).get(name);
        EventFields seen = text == null ? null : fields(text);
        if (seen == null) {
            return;
        }
        String value = firm.nextValue(field);
        String mark = field == Field.TIME ? value : Field.mark(value);
        Set<String> replaced = new HashSet<>();
        replaced.add(field.markIn(seen));
        last(binding, name, field)
                .filter(edit -> edit.mark().equals(field.markIn(seen)))
                .ifPresent(edit -> replaced.addAll(edit.replaced()));
        int deeds = calendars.deeds().size();
        calendars.put(binding.calendar(), name, edited(text, field, value));
        edits.add(new Edit(
                binding, name, EventObject.parse(text).uid(), field, mark, replaced, detail(binding), tick, deeds));
    }

    private Optional<Edit> last(Bound binding, String name, Field field) {
        return edits.stream()
                .filter(edit -> edit.binding().equals(binding) && edit.name().equals(name) && edit.field() == field)
                .reduce((earlier, later) -> later);
    }

    /** An alarm, a category and a property that are none of ours. */
    void annotate(int calendar, int pick) {
        String mark = Field.mark(firm.nextValue(Field.TITLE));
        add(calendar, pick, (event, uid) -> Annotations.noted(event, mark));
    }

    /** It comes again each week from now on, one instance of it at another time. */
    void repeat(int calendar, int pick) {
        String mark = Field.mark(firm.nextValue(Field.TITLE));
        add(calendar, pick, (event, uid) -> Annotations.repeated(event, uid, mark));
    }

    private void add(int calendar, int pick, BinaryOperator<String> change) {
        Bound binding = wishes.binding(calendar);
        String name = any(binding, pick);
        if (name != null && fields(calendars.in(binding.calendar()).get(name)) != null) {
            String text = calendars.in(binding.calendar()).get(name);
            String changed = change.apply(text, EventObject.parse(text).uid());
            if (!changed.equals(text)) {
                calendars.put(binding.calendar(), name, changed);
            }
        }
    }

    void delete(int calendar, int pick) {
        Bound binding = wishes.binding(calendar);
        String name = any(binding, pick);
        if (name != null) {
            lastSeen.put(
                    binding.calendar() + name, calendars.in(binding.calendar()).get(name));
            calendars.delete(binding.calendar(), name);
        }
    }

    /** Brings something back that she deleted, unless something stands there. */
    void putBack(int calendar, int pick) {
        Bound binding = wishes.binding(calendar);
        List<String> deleted = lastSeen.keySet().stream()
                .filter(key -> key.startsWith(binding.calendar()))
                .toList();
        if (!deleted.isEmpty()) {
            String key = deleted.get(Math.floorMod(pick, deleted.size()));
            String name = key.substring(binding.calendar().length());
            String text = lastSeen.remove(key);
            if (!calendars.in(binding.calendar()).containsKey(name)) {
                calendars.put(binding.calendar(), name, text);
            }
        }
    }

    private String detail(Bound binding) {
        return ground.rows("SELECT detail FROM paliad.user_calendar_bindings WHERE id = ?", binding.id()).stream()
                .map(row -> (String) row.get("detail"))
                .findFirst()
                .orElse("none");
    }

    private String any(Bound binding, int pick) {
        List<String> names = names(binding, false);
        return names.isEmpty() ? null : names.get(Math.floorMod(pick, names.size()));
    }

    private List<String> names(Bound binding, boolean own) {
        return calendars.in(binding.calendar()).keySet().stream()
                .filter(name -> name.startsWith(OWN) == own)
                .toList();
    }

    /** Null: nobody can read it. */
    static EventFields fields(String text) {
        try {
            return EventObject.parse(text).fields();
        } catch (UnreadableEventException unreadable) {
            return null;
        }
    }

    private static String edited(String text, Field field, String value) {
        List<String> lines = Texts.unfolded(text);
        int begin = lines.indexOf("BEGIN:VEVENT");
        int end = lines.indexOf("END:VEVENT");
        List<String> event = new ArrayList<>(lines.subList(begin + 1, end));
        List<String> alarms = new ArrayList<>();
        int alarm = event.indexOf("BEGIN:VALARM");
        if (alarm >= 0) {
            alarms.addAll(event.subList(alarm, event.size()));
            event = new ArrayList<>(event.subList(0, alarm));
        }
        String escaped = value.replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n");
        switch (field) {
            case TITLE -> replace(event, "SUMMARY", "SUMMARY:" + escaped);
            case DESCRIPTION -> replace(event, "DESCRIPTION", "DESCRIPTION:" + escaped);
            case LOCATION -> replace(event, "LOCATION", "LOCATION:" + escaped);
            case TIME -> {
                String start = value.replaceAll("[-:]", "");
                event.removeIf(line -> line.startsWith("DTEND") || line.startsWith("DURATION"));
                replace(event, "DTSTART", "DTSTART" + (Field.isDay(value) ? ";VALUE=DATE:" : ":") + start);
                if (!Field.isDay(value)) {
                    event.add("DURATION:PT30M");
                }
            }
        }
        List<String> whole = new ArrayList<>(lines.subList(0, begin + 1));
        whole.addAll(event);
        whole.addAll(alarms);
        whole.addAll(lines.subList(end, lines.size()));
        return Texts.folded(whole, 70);
    }

    private static void replace(List<String> event, String property, String line) {
        event.removeIf(one -> one.startsWith(property + ":") || one.startsWith(property + ";"));
        event.add(line);
    }
}
