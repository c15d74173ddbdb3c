package de.msbls.paliad.calendar.ical;

import de.msbls.paliad.calendar.ical.UnreadableEventException.Reason;
import de.msbls.paliad.calendar.ical.text.Component;
import de.msbls.paliad.calendar.ical.text.ContentLine;
import de.msbls.paliad.calendar.ical.text.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Reads one VCALENDAR into its components and lines, losing nothing. Bounded in octets, lines, components and depth; the
 * work is linear in the length of the text, since no rule is ever expanded.
 */
final class CalendarParser {

    static final int MAX_OCTETS = 512 * 1024;
    private static final int MAX_LINES = 40_000;
    private static final int MAX_COMPONENTS = 4_000;
    private static final int MAX_DEPTH = 8;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Component> calendars = new ArrayList<>();
    private int lines;
    private int components;

    private CalendarParser() {}

    /** @throws UnreadableEventException TOO_LARGE, or MALFORMED for anything but one whole VCALENDAR */
    static Component parse(String text) {
        if (isLongerThan(MAX_OCTETS, text)) {
            throw tooLarge("more than 512 kB");
        }
        return new CalendarParser().calendar(text);
    }

    private Component calendar(String text) {
        unfold(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        if (!open.isEmpty() || calendars.size() != 1) {
            throw malformed("not one whole VCALENDAR");
        }
        return calendars.get(0);
    }

    private void unfold(String text) {
        StringBuilder raw = new StringBuilder();
        StringBuilder unfolded = new StringBuilder();
        int begin = 0;
        while (begin < text.length()) {
            int lineFeed = text.indexOf('\n', begin);
            int next = lineFeed < 0 ? text.length() : lineFeed;
            int end = next;
            while (end > begin && text.charAt(end - 1) == '\r') {
                end--;
            }
            if (end > begin && isFold(text.charAt(begin)) && raw.length() > 0) {
                raw.append("\r\n").append(text, begin, end);
                unfolded.append(text, begin + 1, end);
            } else if (end > begin) {
                finish(raw, unfolded);
                raw.append(text, begin, end);
                unfolded.append(text, begin, end);
            }
            begin = next + 1;
        }
        finish(raw, unfolded);
    }

    private static boolean isFold(char c) {
        return c == ' ' || c == '\t';
    }

    private void finish(StringBuilder raw, StringBuilder unfolded) {
        if (raw.length() == 0) {
            return;
        }
        if (++lines > MAX_LINES) {
            throw tooLarge("more than " + MAX_LINES + " lines");
        }
        accept(ContentLine.read(raw.toString(), unfolded.toString()));
        raw.setLength(0);
        unfolded.setLength(0);
    }

    private void accept(ContentLine line) {
        switch (line.name()) {
            case "BEGIN" -> begin(line);
            case "END" -> end(line);
            default -> current("a line outside VCALENDAR").parts.add(line);
        }
    }

    private void begin(ContentLine line) {
        if (++components > MAX_COMPONENTS || open.size() == MAX_DEPTH) {
            throw tooLarge("too many or too deep components");
        }
        if (open.isEmpty() && !nameIn(line).equals("VCALENDAR")) {
            throw malformed("not a VCALENDAR");
        }
        open.push(new Open(line, new ArrayList<>()));
    }

    private void end(ContentLine line) {
        Open ended = current("an END without its BEGIN");
        if (!nameIn(line).equals(nameIn(ended.begin))) {
            throw malformed("an END without its BEGIN");
        }
        open.pop();
        Component component = new Component(ended.begin, ended.parts, line);
        if (open.isEmpty()) {
            calendars.add(component);
        } else {
            open.peek().parts.add(component);
        }
    }

    private Open current(String otherwise) {
        Open current = open.peek();
        if (current == null) {
            throw malformed(otherwise);
        }
        return current;
    }

    private static String nameIn(ContentLine line) {
        return line.value().trim().toUpperCase(Locale.ROOT);
    }

    private static boolean isLongerThan(int limit, String text) {
        int octets = text.length();
        for (int i = 0; i < text.length() && octets <= limit; i++) {
            char c = text.charAt(i);
            octets += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return octets > limit;
    }

    private static UnreadableEventException tooLarge(String message) {
        return new UnreadableEventException(Reason.TOO_LARGE, message);
    }

    private static UnreadableEventException malformed(String message) {
        return new UnreadableEventException(Reason.MALFORMED, message);
    }

    private record Open(ContentLine begin, List<Part> parts) {}
}
