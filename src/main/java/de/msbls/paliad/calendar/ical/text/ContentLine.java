package de.msbls.paliad.calendar.ical.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A content line (RFC 5545 §3.1): as it stands in the text, folds included, and what it says.
 *
 * @param raw without its line end, folds as CRLF and one white space
 * @param name in capitals; empty for a line that is no content line and is only carried along
 * @param parameters each as written, {@code NAME=value}
 * @param value escaped, as written
 */
public record ContentLine(String raw, String name, List<String> parameters, String value) implements Part {

    private static final int MAX_OCTETS = 75;
    private static final String FOLD = "\r\n ";

    /** Reads what someone wrote; the unfolded line may be any text. */
    public static ContentLine read(String raw, String unfolded) {
        int nameEnd = endOfName(unfolded);
        int colon = nameEnd == 0 ? -1 : colon(unfolded, nameEnd);
        if (colon < 0) {
            return new ContentLine(raw, "", List.of(), unfolded);
        }
        String name = unfolded.substring(0, nameEnd).toUpperCase(Locale.ROOT);
        return new ContentLine(raw, name, parameters(unfolded, nameEnd, colon), unfolded.substring(colon + 1));
    }

    /** A line of ours. The value must be free of line ends. */
    public static ContentLine of(String name, List<String> parameters, String value) {
        String prefix = parameters.isEmpty() ? name : name + ";" + String.join(";", parameters);
        return new ContentLine(fold(prefix + ":" + value), name, List.copyOf(parameters), value);
    }

    public static ContentLine of(String name, String value) {
        return of(name, List.of(), value);
    }

    /** A line of ours with any text as its value. */
    public static ContentLine ofText(String name, List<String> parameters, String text) {
        return of(name, parameters, TextValue.escape(TextValue.clean(text)));
    }

    /** {@code NAME=value}, quoted where the value needs it (RFC 5545 §3.2). */
    public static String parameterOf(String name, String value) {
        String clean = TextValue.clean(value).replace("\"", "").replace("\n", "");
        boolean plain = clean.chars().noneMatch(c -> c == ':' || c == ';' || c == ',');
        return name + "=" + (plain ? clean : '"' + clean + '"');
    }

    public String text() {
        return TextValue.unescape(value);
    }

    /** A parameter's value without its quotes. */
    public @Nullable String parameter(String wanted) {
        for (String parameter : parameters) {
            if (wanted.equals(nameOf(parameter))) {
                return parameter.substring(wanted.length() + 1).replace("\"", "");
            }
        }
        return null;
    }

    public List<String> parametersExcept(Set<String> names) {
        return parameters.stream()
                .filter(parameter -> !names.contains(nameOf(parameter)))
                .toList();
    }

    @Override
    public void writeTo(StringBuilder text) {
        text.append(raw).append("\r\n");
    }

    private static String nameOf(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? "" : parameter.substring(0, equals).toUpperCase(Locale.ROOT);
    }

    private static int endOfName(String line) {
        int end = 0;
        while (end < line.length() && isNameCharacter(line.charAt(end))) {
            end++;
        }
        return end < line.length() && (line.charAt(end) == ':' || line.charAt(end) == ';') ? end : 0;
    }

    private static boolean isNameCharacter(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
    }

    /** The colon before the value: the first one outside quotes, or the first at all when a quote is never closed. */
    private static int colon(String line, int from) {
        boolean quoted = false;
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ':' && !quoted) {
                return i;
            }
        }
        return line.indexOf(':', from);
    }

    private static List<String> parameters(String line, int from, int colon) {
        List<String> parameters = new ArrayList<>();
        boolean quoted = false;
        int begin = from + 1;
        for (int i = begin; i <= colon; i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (i == colon || (c == ';' && !quoted)) {
                parameters.add(line.substring(begin, i));
                begin = i + 1;
            }
        }
        return List.copyOf(parameters);
    }

    /** Lines of at most 75 octets, never broken inside a character. */
    private static String fold(String line) {
        StringBuilder folded = new StringBuilder(line.length() + line.length() / 20);
        int octets = 0;
        for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
            int c = line.codePointAt(i);
            int size = octets(c);
            if (octets + size > MAX_OCTETS) {
                folded.append(FOLD);
                octets = 1;
            }
            folded.appendCodePoint(c);
            octets += size;
        }
        return folded.toString();
    }

    private static int octets(int c) {
        if (c < 0x80) {
            return 1;
        }
        if (c < 0x800) {
            return 2;
        }
        return c < 0x10000 ? 3 : 4;
    }
}
