package de.msbls.paliad.calendar.binding.path;

import de.msbls.paliad.calendar.caldav.request.Hrefs;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a calendar stands on its server.
 *
 * @param path as the user or the server spells it, with a trailing slash
 * @param key the path percent-decoded: equal for all spellings of one path
 * @param origin scheme, host and port where a full URL was given
 */
public record CalendarPath(
        String path, String key, @Nullable String origin) {

    static final int MAX_LENGTH = 1024;

    /** Nothing for text that is neither an absolute path nor an http(s) URL, or that hides where it leads. */
    public static Optional<CalendarPath> parse(String text) {
        if (text.length() > MAX_LENGTH || text.startsWith("//")) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            return hasOnlyAPath(uri) ? of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether the path may be meant on that server: it was given without a host, or with that one. */
    public boolean isOn(URI server) {
        return origin == null || origin.equals(originOf(server));
    }

    private static boolean hasOnlyAPath(URI uri) {
        return !uri.isOpaque()
                && uri.getRawPath() != null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null
                && (uri.getScheme() == null || (isHttp(uri) && uri.getHost() != null));
    }

    private static boolean isHttp(URI uri) {
        return uri.getScheme().equalsIgnoreCase("https") || uri.getScheme().equalsIgnoreCase("http");
    }

    private static Optional<CalendarPath> of(URI uri) {
        if (!uri.getRawPath().startsWith("/") && uri.getScheme() == null) {
            return Optional.empty();
        }
        String raw = URI.create(uri.getRawPath()).toASCIIString();
        String path = Hrefs.collection(raw);
        String key = Hrefs.key(path);
        String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        boolean hidden = decoded.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0xFFFD)
                || Arrays.stream(decoded.split("/")).anyMatch(segment -> segment.equals("..") || segment.equals("."));
        return hidden
                ? Optional.empty()
                : Optional.of(new CalendarPath(path, key, uri.getScheme() == null ? null : originOf(uri)));
    }

    private static String originOf(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() != -1 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }
}
