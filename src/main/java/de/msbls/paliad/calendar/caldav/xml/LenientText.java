package de.msbls.paliad.calendar.caldav.xml;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes to characters that an XML parser takes, as it asks for them: a long answer is never there twice.
 *
 * <p>Servers copy control characters and broken bytes from stored calendar objects into their XML, which makes the whole document
 * malformed. One such object must not hide the others: characters that XML 1.0 §2.2 forbids are dropped, raw or as numeric
 * references; bytes that are none in the document's encoding become U+FFFD.
 */
final class LenientText extends Reader {

    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml[^>]{0,80}encoding=[\"']([A-Za-z0-9._-]{1,40})[\"']");
    private static final Pattern REFERENCE = Pattern.compile("&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}));");
    private static final int LONGEST_REFERENCE = 13;

    private static final String CDATA = "<![CDATA[";
    private static final String CDATA_END = "]]>";

    /** So many characters the parser may ask for before it tells what they are. */
    private static final int MOST_AT_ONCE = 4 * 1024 * 1024;

    private final Reader decoded;
    private final char[] block = new char[8192];
    private int blockAt;
    private int blockEnd;

    private final StringBuilder reference = new StringBuilder();
    private int referenceAt;
    private boolean inCdata;
    private int awaitedAt;
    private int given;

    private LenientText(Reader decoded) {
        this.decoded = decoded;
    }

    /** @param bytes may be marked */
    static LenientText of(InputStream bytes) throws IOException {
        LenientText text = new LenientText(new InputStreamReader(bytes, encoding(bytes)));
        if (text.peek() == '\uFEFF') {
            text.blockAt++;
        }
        return text;
    }

    /** The byte order mark's, else the declared one, else UTF-8 (XML 1.0 appendix F). */
    private static Charset encoding(InputStream bytes) throws IOException {
        bytes.mark(128);
        byte[] start = bytes.readNBytes(128);
        bytes.reset();
        if (startsWith(start, 0xFE, 0xFF) || startsWith(start, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        Matcher declared = ENCODING.matcher(new String(start, StandardCharsets.ISO_8859_1));
        try {
            return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    /** The parser has told what it has read so far. */
    void told() {
        given = 0;
    }

    /** Whether it asked on and on for one tag, comment or CDATA section, which it keeps whole. */
    boolean isTooLong() {
        return given > MOST_AT_ONCE;
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int count = 0;
        for (int c = next(); c >= 0; c = next()) {
            into[from + count++] = (char) c;
            if (count == length) {
                break;
            }
        }
        given += count;
        if (isTooLong()) {
            throw new IOException("no end to it");
        }
        return count == 0 ? -1 : count;
    }

    private int next() throws IOException {
        while (referenceAt == reference.length()) {
            int c = allowed();
            if (c != '&' || inCdata) { // where a reference is text, and stays
                return passed(c);
            }
            readReference();
        }
        return reference.charAt(referenceAt++);
    }

    /** Keeps what follows an ampersand, as far as it could be one; nothing of it, if it stands for what is forbidden. */
    private void readReference() throws IOException {
        awaitedAt = 0;
        referenceAt = 0;
        reference.setLength(0);
        reference.append('&');
        while (reference.length() < LONGEST_REFERENCE && isOfReference(peek())) {
            reference.append((char) allowed());
            if (reference.charAt(reference.length() - 1) == ';') {
                break;
            }
        }
        Matcher whole = REFERENCE.matcher(reference);
        if (whole.matches() && !isAllowed(whole)) {
            reference.setLength(0);
        }
    }

    private static boolean isOfReference(int c) {
        return c == '#' || c == ';' || c == 'x' || (c < 0x80 && Character.digit(c, 16) >= 0);
    }

    private static boolean isAllowed(Matcher reference) {
        String hex = reference.group(1);
        long codePoint = hex == null ? Long.parseLong(reference.group(2)) : Long.parseLong(hex, 16);
        return isAllowed(codePoint) && !(codePoint >= 0xD800 && codePoint <= 0xDFFF);
    }

    /** Sees where a CDATA section begins and ends. */
    private int passed(int c) {
        String awaited = inCdata ? CDATA_END : CDATA;
        boolean lastTwoCount = inCdata && c == ']' && awaitedAt == 2; // of ]]]>
        if (c == awaited.charAt(awaitedAt)) {
            awaitedAt++;
        } else if (!lastTwoCount) {
            awaitedAt = c == awaited.charAt(0) ? 1 : 0;
        }
        if (awaitedAt == awaited.length()) {
            inCdata = !inCdata;
            awaitedAt = 0;
        }
        return c;
    }

    private int allowed() throws IOException {
        int c = peek();
        blockAt++;
        return c;
    }

    /** The next character that is allowed; -1 at the end. */
    private int peek() throws IOException {
        while (true) {
            if (blockAt >= blockEnd) {
                blockAt = 0;
                blockEnd = decoded.read(block, 0, block.length);
                if (blockEnd <= 0) {
                    return -1;
                }
            }
            if (isAllowed(block[blockAt])) {
                return block[blockAt];
            }
            blockAt++;
        }
    }

    /** XML 1.0 §2.2, "Char", for code points and for the halves of those beyond U+FFFF. */
    static boolean isAllowed(long codePoint) {
        boolean control = codePoint < 0x20 && codePoint != '\t' && codePoint != '\n' && codePoint != '\r';
        return !control && codePoint != 0xFFFE && codePoint != 0xFFFF && codePoint <= 0x10FFFF;
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
