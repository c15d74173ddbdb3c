package de.msbls.paliad.calendar.caldav.request;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Hrefs are sent back as the server spelled them and compared by their {@linkplain #key key}. Whatever origin a server writes
 * into an href (behind proxies it is often a wrong one), objects are asked for on the home's.
 */
public final class Hrefs {

    /** Xandikos percent-encodes even the colon of a full URL. */
    private static final Pattern ORIGIN = Pattern.compile("^https?(?::|%3a)//[^/?#]*", Pattern.CASE_INSENSITIVE);

    private static final String KEPT = "-._~!$&'()*+,;=:@/?";

    private Hrefs() {}

    /**
     * What two spellings of one href have in common: origin and fragment stripped, percent-decoded (but for an encoded slash and
     * percent sign, which are not the same as bare ones), without empty, {@code .} and {@code ..} segments; a trailing slash stays.
     */
    public static String key(String href) {
        String path = decode(withoutOrigin(href));
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        boolean slash = path.endsWith("/") && !segments.isEmpty();
        return "/" + String.join("/", segments) + (slash ? "/" : "");
    }

    /** The path with a trailing slash, as collections have it (RFC 4918 §5.2). */
    public static String collection(String path) {
        return path.endsWith("/") ? path : path + "/";
    }

    /** The path as the server spelled it, without the origin; what may not stand in a URL is percent-encoded. */
    public static String path(String href) {
        String path = withoutOrigin(href);
        StringBuilder spelled = new StringBuilder("/");
        byte[] bytes = path.substring(leadingSlashes(path)).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            if (isPlain(b) || isEscape(bytes, i)) {
                spelled.append((char) b);
            } else {
                spelled.append(String.format(Locale.ROOT, "%%%02X", b));
            }
        }
        return spelled.toString();
    }

    /** The href on the origin of {@code home}. */
    public static URI resolve(URI home, String href) {
        return URI.create(home.getScheme() + "://" + home.getRawAuthority() + path(href));
    }

    /** Whether both name one resource, a collection's trailing slash aside. */
    public static boolean same(String one, String other) {
        return collection(key(one)).equals(collection(key(other)));
    }

    /** The last segment, decoded: {@code work} of {@code /alice/work/}. */
    public static String lastSegment(String href) {
        String key = key(href);
        String bare = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
        return bare.substring(bare.lastIndexOf('/') + 1);
    }

    private static String withoutOrigin(String href) {
        String path = ORIGIN.matcher(href.strip()).replaceFirst("");
        int fragment = path.indexOf('#');
        return fragment < 0 ? path : path.substring(0, fragment);
    }

    private static int leadingSlashes(String path) {
        int count = 0;
        while (count < path.length() && path.charAt(count) == '/') {
            count++;
        }
        return count;
    }

    private static boolean isPlain(int b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || KEPT.indexOf(b) >= 0;
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return bytes[at] == '%'
                && at + 2 < bytes.length
                && Character.digit(bytes[at + 1], 16) >= 0
                && Character.digit(bytes[at + 2], 16) >= 0;
    }

    private static String decode(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int value = isEscape(bytes, i)
                    ? Character.digit(bytes[i + 1], 16) * 16 + Character.digit(bytes[i + 2], 16)
                    : -1;
            if (value == '/' || value == '%') {
                decoded.writeBytes(String.format(Locale.ROOT, "%%%02X", value).getBytes(StandardCharsets.US_ASCII));
            } else {
                decoded.write(value < 0 ? bytes[i] : value);
            }
            i += value < 0 ? 0 : 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded.toByteArray()))
                    .toString();
        } catch (CharacterCodingException anotherEncoding) {
            return path; // two names must not become one by their unknown characters
        }
    }
}
