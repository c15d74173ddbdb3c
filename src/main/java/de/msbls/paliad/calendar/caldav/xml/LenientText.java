package de.msbls.paliad.calendar.caldav.xml;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes to characters that an XML parser takes.
 *
 * <p>Servers copy control characters and broken bytes from stored calendar objects into their XML, which makes the whole document
 * malformed. One such object must not hide the others: characters that XML 1.0 §2.2 forbids are dropped, raw or as numeric
 * references; bytes that are none in the document's encoding become U+FFFD.
 */
final class LenientText {

    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml[^>]{0,80}encoding=[\"']([A-Za-z0-9._-]{1,40})[\"']");
    private static final Pattern REFERENCE = Pattern.compile("&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}));");

    private LenientText() {}

    static String of(byte[] bytes) {
        return withoutForbiddenReferences(withoutForbiddenCharacters(decode(bytes)));
    }

    private static String decode(byte[] bytes) {
        String text = new String(bytes, encoding(bytes)); // replaces what it cannot decode
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The byte order mark's, else the declared one, else UTF-8 (XML 1.0 appendix F). */
    private static Charset encoding(byte[] bytes) {
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        String head = new String(bytes, 0, Math.min(bytes.length, 128), StandardCharsets.ISO_8859_1);
        Matcher declared = ENCODING.matcher(head);
        try {
            return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    private static String withoutForbiddenCharacters(String text) {
        int first = 0;
        while (first < text.length() && isAllowed(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text; // the rule: nothing to copy
        }
        StringBuilder kept = new StringBuilder(text.length()).append(text, 0, first);
        for (int at = first; at < text.length(); at++) {
            if (isAllowed(text.charAt(at))) {
                kept.append(text.charAt(at));
            }
        }
        return kept.toString();
    }

    /** Within CDATA a reference is text, and stays. */
    private static String withoutForbiddenReferences(String text) {
        if (!text.contains("&#")) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int cdata = indexOrEnd(text, "<![CDATA[", at);
            kept.append(REFERENCE.matcher(text.substring(at, cdata)).replaceAll(LenientText::keptReference));
            at = indexOrEnd(text, "]]>", cdata);
            kept.append(text, cdata, at);
        }
        return kept.toString();
    }

    private static int indexOrEnd(String text, String sought, int from) {
        int index = text.indexOf(sought, from);
        return index < 0 ? text.length() : index;
    }

    private static String keptReference(MatchResult reference) {
        String hex = reference.group(1);
        long codePoint = hex == null ? Long.parseLong(reference.group(2)) : Long.parseLong(hex, 16);
        boolean allowed = isAllowed(codePoint) && !(codePoint >= 0xD800 && codePoint <= 0xDFFF);
        return allowed ? reference.group() : "";
    }

    /** XML 1.0 §2.2, "Char", for code points and for the halves of those beyond U+FFFF. */
    static boolean isAllowed(long codePoint) {
        boolean control = codePoint < 0x20 && codePoint != '\t' && codePoint != '\n' && codePoint != '\r';
        return !control && codePoint != 0xFFFE && codePoint != 0xFFFF && codePoint <= 0x10FFFF;
    }
}
