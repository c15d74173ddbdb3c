package de.msbls.paliad.calendar.ical.text;

import static java.util.stream.Collectors.joining;

import org.jspecify.annotations.Nullable;

/** TEXT values (RFC 5545 §3.3.11), free of all that a content line, an XML document or a database text cannot hold. */
public final class TextValue {

    private static final char REPLACEMENT = '\uFFFD';

    private TextValue() {}

    /**
     * The text with LF for each of its line ends (CRLF, CR, NEL, LS, PS) and without other control characters than TAB;
     * half a surrogate pair becomes U+FFFD.
     */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                continue;
            }
            if (isLineEnd(c)) {
                clean.append('\n');
            } else if (c == '\t' || !isUnfit(c)) {
                clean.appendCodePoint(isHalfAPair(c) ? REPLACEMENT : c);
            }
        }
        return clean.toString();
    }

    /** What two texts must share to mean the same: servers drop white space at the end of lines and texts. */
    public static String meaning(@Nullable String text) {
        return text == null
                ? ""
                : clean(text)
                        .lines()
                        .map(String::stripTrailing)
                        .collect(joining("\n"))
                        .stripTrailing();
    }

    /** A clean text as the value of a content line. */
    public static String escape(String clean) {
        return clean.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }

    /** The clean text of a content line's value; a backslash before any other character stands for itself. */
    public static String unescape(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            char next = i + 1 < value.length() ? value.charAt(i + 1) : ' ';
            if (c == '\\' && "\\;,nN".indexOf(next) >= 0) {
                text.append(next == 'n' || next == 'N' ? '\n' : next);
                i++;
            } else {
                text.append(c);
            }
        }
        return clean(text.toString());
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    private static boolean isUnfit(int c) {
        return Character.isISOControl(c) || c == '\uFFFE' || c == '\uFFFF';
    }

    private static boolean isHalfAPair(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
