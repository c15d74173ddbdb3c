package de.msbls.paliad.calendar.platform.crypto;

import java.net.URI;
import java.util.Locale;
import java.util.UUID;

/**
 * Whom a data key belongs to. What is sealed for one owner opens for no other, so a row copied to another user or
 * pointed at another server is worthless.
 *
 * @param origin scheme, host and port of the CalDAV server, in the spelling of {@link #of}
 */
public record KeyOwner(UUID userId, String origin) {

    /** The owner of an account on that server; the path of the URL does not matter, a default port is spelled out. */
    public static KeyOwner of(UUID userId, URI server) {
        String scheme = server.getScheme().toLowerCase(Locale.ROOT);
        int port = server.getPort() != -1 ? server.getPort() : scheme.equals("https") ? 443 : 80;
        return new KeyOwner(userId, scheme + "://" + server.getHost().toLowerCase(Locale.ROOT) + ":" + port);
    }
}
