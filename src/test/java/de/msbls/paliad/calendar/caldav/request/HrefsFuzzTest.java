package de.msbls.paliad.calendar.caldav.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;

/** Whatever a server calls an href: it has one key, leads to the home's own host, and ends no header line. */
class HrefsFuzzTest {

    private static final URI HOME = URI.create("https://dav.example/home/");

    @FuzzTest(maxDuration = "10m")
    void leadsNowhereElse(byte[] text) {
        String href = new String(text, java.nio.charset.StandardCharsets.UTF_8);
        String path = Hrefs.path(href);
        URI target = Hrefs.resolve(HOME, href);

        assertThat(path).startsWith("/").matches("[!-~]+");
        assertThat(target.getHost()).isEqualTo("dav.example");
        assertThat(target.getScheme()).isEqualTo("https");
        assertThat(target.getRawUserInfo()).isNull();
        assertThat(Hrefs.key(path)).isEqualTo(Hrefs.key(href));
        assertThat(Hrefs.key(href)).startsWith("/");
    }
}
