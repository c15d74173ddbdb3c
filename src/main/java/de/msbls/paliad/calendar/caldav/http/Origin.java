package de.msbls.paliad.calendar.caldav.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Scheme, host and port of a URL (RFC 6454 §4).
 *
 * <p>An origin that was given credentials trusts another one with them when that is the same origin, or speaks https on the default
 * port (or on this one's) and its host is the same or of the same family. The family of {@code caldav.example.com} is {@code example.com}:
 * a name of three or more labels without its first one, a shorter name itself. Where that would be a suffix under which
 * strangers register ({@code co.uk}, {@code duckdns.org}), a host has no family but itself. This refuses more than the public-suffix
 * list would, never a hop from https to http allowed.
 */
public record Origin(String scheme, String host, int port) {

    /** Second-level labels under which country registries sell names: co.uk, com.au, or.at. */
    private static final Set<String> REGISTRY_LABELS = Set.of(
            "ac", "asn", "co", "com", "edu", "firm", "gen", "go", "gob", "gouv", "gov", "gv", "id", "in", "info", "ltd",
            "me", "mil", "ne", "net", "nhs", "nic", "nom", "or", "org", "plc", "police", "priv", "pro", "sch", "web");

    /** Hosting and dynamic-DNS names whose subdomains belong to strangers. */
    private static final Set<String> SHARED_HOSTING = Set.of(
            "amazonaws.com",
            "appspot.com",
            "azurewebsites.net",
            "cloudfront.net",
            "ddns.net",
            "duckdns.org",
            "dyndns.org",
            "dynv6.net",
            "fly.dev",
            "github.io",
            "goip.de",
            "herokuapp.com",
            "myfritz.net",
            "myqnapcloud.com",
            "netlify.app",
            "ngrok.io",
            "no-ip.org",
            "onrender.com",
            "pages.dev",
            "selfhost.eu",
            "synology.me",
            "vercel.app",
            "web.app",
            "workers.dev");

    /** @throws TransportException ADDRESS_REFUSED for anything but http(s)://host[:port]/…, userinfo among it */
    public static Origin of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        boolean web = scheme.equals("https") || scheme.equals("http");
        if (!web || host == null || uri.getRawUserInfo() != null || uri.getPort() == 0 || uri.getPort() > 65535) {
            throw TransportException.refused("not a plain http(s) address");
        }
        return new Origin(
                scheme, host.toLowerCase(Locale.ROOT), uri.getPort() < 0 ? defaultPort(scheme) : uri.getPort());
    }

    public boolean secure() {
        return scheme.equals("https");
    }

    /** Whether what is told to this origin may be told to {@code other} too. */
    public boolean trusts(Origin other) {
        if (equals(other)) {
            return true;
        }
        boolean expectedPort = other.port == defaultPort("https") || (secure() && other.port == port);
        return other.secure() && expectedPort && family(host).equals(family(other.host));
    }

    private static String family(String host) {
        String[] labels = host.split("\\.", -1);
        boolean address = host.startsWith("[") || labels[labels.length - 1].matches("[0-9]+");
        if (address || labels.length < 3) {
            return host;
        }
        String parent = host.substring(labels[0].length() + 1);
        return isSharedSuffix(parent) ? host : parent;
    }

    private static boolean isSharedSuffix(String domain) {
        String[] labels = domain.split("\\.", -1);
        boolean registry = labels.length == 2 && labels[1].length() == 2 && REGISTRY_LABELS.contains(labels[0]);
        return registry || SHARED_HOSTING.contains(domain);
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }
}
