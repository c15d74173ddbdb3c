package de.msbls.paliad.calendar.caldav;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The operator's settings, given by the application.
 *
 * @param allowedNetworks internal networks (CIDR) that a server may stand in; all others that are not public are refused
 * @param allowHttp whether unencrypted http is spoken at all
 * @param requestTimeout from the moment a request is asked for, waiting for its turn included, to the last byte of its answer
 * @param connectionsPerAccount how many requests run at once on one account
 * @param trustedCertificates PEM files of authorities that are trusted beside the public ones
 */
public record CalDavSettings(
        List<String> allowedNetworks,
        boolean allowHttp,
        Duration requestTimeout,
        int connectionsPerAccount,
        List<Path> trustedCertificates) {

    /** @throws IllegalArgumentException when a bound is not positive */
    public CalDavSettings {
        allowedNetworks = List.copyOf(allowedNetworks);
        trustedCertificates = List.copyOf(trustedCertificates);
        if (requestTimeout.isNegative() || requestTimeout.isZero() || connectionsPerAccount < 1) {
            throw new IllegalArgumentException("request timeout and connections per account must be positive");
        }
    }

    /** Trusts the public authorities alone. */
    public CalDavSettings(
            List<String> allowedNetworks, boolean allowHttp, Duration requestTimeout, int connectionsPerAccount) {
        this(allowedNetworks, allowHttp, requestTimeout, connectionsPerAccount, List.of());
    }
}
