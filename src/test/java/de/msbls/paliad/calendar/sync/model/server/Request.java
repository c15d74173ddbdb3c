package de.msbls.paliad.calendar.sync.model.server;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request, with what calendars need of it. */
record Request(String method, String path, MultiMap headers, String body, URI origin) {

    private static final Pattern HREF = Pattern.compile("<(?:\\w+:)?href>([^<]*)</");
    private static final Pattern TOKEN = Pattern.compile("<(?:\\w+:)?sync-token>([^<]*)</");
    private static final Pattern MATCH = Pattern.compile("<(?:\\w+:)?text-match[^>]*>([^<]*)</");
    private static final Pattern MOST = Pattern.compile("<(?:\\w+:)?nresults>(\\d+)</");

    String decodedPath() {
        return decoded(path);
    }

    String calendar() {
        String whole = decodedPath();
        return whole.substring(0, whole.lastIndexOf('/') + 1);
    }

    String name() {
        String whole = decodedPath();
        return whole.substring(whole.lastIndexOf('/') + 1);
    }

    boolean isWrite() {
        return method.equals("PUT") || method.equals("DELETE");
    }

    /** Whether it comes from the account whose calendar it is for. */
    boolean isByOwner() {
        String credentials = headers.get("Authorization");
        String given = credentials == null ? "" : credentials.replaceFirst("^Basic ", "");
        String user = new String(Base64.getDecoder().decode(given), StandardCharsets.UTF_8).replaceFirst(":.*", "");
        return decodedPath().startsWith("/" + user + "/");
    }

    boolean asks(String report) {
        return body.contains(report);
    }

    boolean isDeep() {
        return "1".equals(headers.get("Depth"));
    }

    List<String> hrefs() {
        return HREF.matcher(body)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .toList();
    }

    /** Empty: none. */
    String token() {
        return first(TOKEN);
    }

    String text() {
        return first(MATCH);
    }

    int most() {
        String most = first(MOST);
        return most.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(most);
    }

    private String first(Pattern pattern) {
        return pattern.matcher(body)
                .results()
                .map((MatchResult found) -> found.group(1).strip())
                .findFirst()
                .orElse("");
    }

    static String decoded(String path) {
        Matcher origin = Pattern.compile("^https?://[^/]*").matcher(path);
        return URLDecoder.decode(origin.replaceFirst("").replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
