package de.msbls.paliad.calendar.caldav.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://caldav.icloud.com/, https://p34-caldav.icloud.com/123/",
        "https://caldav.icloud.com/, https://p34-caldav.icloud.com:443/",
        "https://kanzlei.de/, https://caldav.kanzlei.de/",
        "https://caldav.kanzlei.de/, https://kanzlei.de/",
        "https://CALDAV.kanzlei.de/, https://caldav.kanzlei.de/other/",
        "http://caldav.kanzlei.de/, https://caldav.kanzlei.de/",
        "http://127.0.0.1:5232/, http://127.0.0.1:5232/alice/",
        "https://kanzlei.de:8443/, https://dav.kanzlei.de:8443/"
    })
    void credentialsGoTo(String home, String other) {
        assertThat(trusts(home, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://caldav.icloud.com/, http://caldav.icloud.com/",
        "https://caldav.kanzlei.de/, https://caldav.elsewhere.de/",
        "https://caldav.kanzlei.de/, https://caldav.kanzlei.de:8443/",
        "https://caldav.kanzlei.de/, https://caldav.kanzlei.de.evil.com/",
        "https://caldav.kanzlei.de/, https://evil-kanzlei.de/",
        "https://kanzlei.co.uk/, https://evil.co.uk/",
        "https://kanzlei.com.au/, https://evil.com.au/",
        "https://kanzlei.duckdns.org/, https://evil.duckdns.org/",
        "https://kanzlei.de/, https://evil.de/",
        "https://192.0.2.1/, https://192.0.2.2/",
        "https://9.9.9.9/, https://1.9.9.9/",
        "http://127.0.0.1:5232/, http://127.0.0.1:5233/",
        "http://127.0.0.1:5232/, http://localhost:5232/"
    })
    void credentialsDoNotGoTo(String home, String other) {
        assertThat(trusts(home, other)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "https:///path",
                "https://user:secret@example.com/",
                "https://user@example.com/",
                "file:/etc/passwd",
                "/relative",
                "https://example.com:99999/",
                "https://exa_mple.com/"
            })
    void whatIsNoPlainWebAddressIsRefused(String url) {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> Origin.of(URI.create(url)))
                .extracting(TransportException::reason)
                .isEqualTo(TransportException.Reason.ADDRESS_REFUSED);
    }

    private static boolean trusts(String home, String other) {
        return Origin.of(URI.create(home)).trusts(Origin.of(URI.create(other)));
    }
}
