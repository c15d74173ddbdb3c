package de.msbls.paliad.calendar.caldav;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator's settings, given by the application.
 *
 * @param allowedNetworks internal networks (CIDR) that a server may stand in; all others that are not public are refused
 * @param allowHttp whether unencrypted http is spoken at all
 * @param requestTimeout from the moment a request is asked for, waiting for its turn included, to the last byte of its answer
 * @param connectionsPerAccount how many requests run at once on one account
 * @param trustedCertificates PEM files of authorities that are trusted beside the public ones
 * @param proxy an HTTP proxy that https goes through, {@code http://host:port}; NULL: none
 */
public record CalDavSettings(
        List<String> allowedNetworks,
        boolean allowHttp,
        Duration requestTimeout,
        int connectionsPerAccount,
        List<Path> trustedCertificates,
        @Nullable URI proxy) {

    /** @throws IllegalArgumentException when a bound is not positive, or the proxy is no {@code http://host:port} */
    public CalDavSettings {
        allowedNetworks = List.copyOf(allowedNetworks);
        trustedCertificates = List.copyOf(trustedCertificates);
        if (requestTimeout.isNegative() || requestTimeout.isZero() || connectionsPerAccount < 1) {
            throw new IllegalArgumentException("request timeout and connections per account must be positive");
        }
        if (proxy != null && (!"http".equals(proxy.getScheme()) || proxy.getHost() == null || proxy.getPort() < 1)) {
            throw new IllegalArgumentException("the proxy must be http://host:port");
        }
    }

    /** Trusts the public authorities alone, without a proxy. */
    public CalDavSettings(
            List<String> allowedNetworks, boolean allowHttp, Duration requestTimeout, int connectionsPerAccount) {
        this(allowedNetworks, allowHttp, requestTimeout, connectionsPerAccount, List.of(), null);
    }
}
