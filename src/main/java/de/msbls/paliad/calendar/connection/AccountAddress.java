package de.msbls.paliad.calendar.connection;

import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.UUID;

/** Where an account is and whose it is there. Another one of these is another account. */
public record AccountAddress(URI server, String username) {

    static final int MAX_URL = 2048;

    /** Nothing for a URL without http(s) and host, or with credentials, query or fragment. */
    public static Optional<URI> server(String url) {
        if (url.length() > MAX_URL) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(url);
            return Optional.of(uri).filter(AccountAddress::isServer);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    public KeyOwner keyOwner(UUID userId) {
        return KeyOwner.of(userId, server);
    }

    /** Scheme, host, port and username count; the path is only where discovery begins. */
    boolean isSameAccountAs(AccountAddress other, UUID userId) {
        return keyOwner(userId).equals(other.keyOwner(userId)) && username.equals(other.username);
    }

    boolean isEncrypted() {
        return server.getScheme().equalsIgnoreCase("https");
    }

    private static boolean isServer(URI uri) {
        return uri.getScheme() != null
                && (uri.getScheme().equalsIgnoreCase("https") || uri.getScheme().equalsIgnoreCase("http"))
                && uri.getHost() != null
                && uri.getPort() != 0
                && uri.getPort() <= 65_535
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }
}
