package de.msbls.paliad.calendar.caldav.object;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A calendar object's text in the one form in which it leaves this package, whichever way it came. */
final class CalendarText {

    /** Bytes; more is never stored, nor parsed. */
    static final int MOST = 512 * 1024;

    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");
    private static final Pattern LINE_END = Pattern.compile("\\r?\\n");

    private CalendarText() {}

    /** Null unless it can be relied on: whole, within the bound, and with no character that was lost on the way. */
    static @Nullable String ofMultiget(@Nullable String data) {
        if (data == null || data.length() > MOST || data.indexOf('\uFFFD') >= 0) {
            return null;
        }
        return canonical(data);
    }

    /** Null when it is no whole calendar object. What is not UTF-8 is Latin-1: nothing of it is lost. */
    static @Nullable String ofBody(byte[] body) {
        try {
            return canonical(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return canonical(new String(body, StandardCharsets.ISO_8859_1));
        }
    }

    private static @Nullable String canonical(String text) {
        String bare = FORBIDDEN
                .matcher(text.startsWith("\uFEFF") ? text.substring(1) : text)
                .replaceAll("")
                .strip();
        boolean whole = bare.regionMatches(true, 0, "BEGIN:VCALENDAR", 0, 15)
                && bare.regionMatches(true, bare.length() - 13, "END:VCALENDAR", 0, 13);
        return whole ? LINE_END.matcher(bare).replaceAll("\r\n") + "\r\n" : null;
    }
}
