package de.msbls.paliad.calendar.caldav.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HrefsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/alice/büro/a+b.ics",
                "/alice/b%C3%BCro/a+b.ics",
                "/alice/b%c3%bcro/a%2bb.ics",
                "/%61lice/b%C3%BCro/a%2Bb.ics",
                "//alice//b%C3%BCro/a+b.ics",
                "/alice/./x/../b%C3%BCro/a+b.ics",
                "/alice/%2e%2e/alice/b%C3%BCro/a+b.ics",
                "https://dav.example.com/alice/b%C3%BCro/a+b.ics",
                "HTTP://dav.example.com:8080/alice/b%C3%BCro/a+b.ics#fragment",
                "http%3A//127.0.0.1%3A18002/alice/b%C3%BCro/a+b.ics",
                "  /alice/b%C3%BCro/a+b.ics\n"
            })
    void spellingsOfOneHrefHaveOneKey(String href) {
        assertThat(Hrefs.key(href)).isEqualTo("/alice/büro/a+b.ics");
    }

    @Test
    void differentHrefsHaveDifferentKeys() {
        assertThat(Hrefs.key("/a%2Fb")).isNotEqualTo(Hrefs.key("/a/b"));
        assertThat(Hrefs.key("/a%252Fb")).isNotEqualTo(Hrefs.key("/a%2Fb"));
        assertThat(Hrefs.key("/caf%E9")).isNotEqualTo(Hrefs.key("/caf%EA"));
        assertThat(Hrefs.key("/a")).isNotEqualTo(Hrefs.key("/a/"));
        assertThat(Hrefs.key("/a+b")).isNotEqualTo(Hrefs.key("/a%20b"));
    }

    @ParameterizedTest
    @CsvSource({"/../../etc/passwd, /etc/passwd", "/%2e%2e/x, /x", "'', /", "https://dav.example.com, /", "//, /"})
    void noKeyLeavesTheRoot(String href, String key) {
        assertThat(Hrefs.key(href)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "/alice/%c3%bc-%2b.ics, /alice/%c3%bc-%2b.ics",
        "/alice/with space.ics, /alice/with%20space.ics",
        "/alice/ü.ics, /alice/%C3%BC.ics",
        "/alice/100%.ics, /alice/100%25.ics",
        "https://elsewhere.example/alice/x.ics, /alice/x.ics",
        "//alice/x.ics, /alice/x.ics"
    })
    void hrefIsSentBackAsTheServerSpelledItOnTheHomesOrigin(String href, String path) {
        URI home = URI.create("https://p34-caldav.icloud.com:443/123/calendars/");

        assertThat(Hrefs.path(href)).isEqualTo(path);
        assertThat(Hrefs.resolve(home, href)).isEqualTo(URI.create("https://p34-caldav.icloud.com:443" + path));
    }

    @Test
    void lineBreakInAnHrefReachesNoHeader() {
        assertThat(Hrefs.path("/alice/x\r\nHost: evil")).isEqualTo("/alice/x%0D%0AHost:%20evil");
    }

    @Test
    void collectionHasATrailingSlash() {
        assertThat(Hrefs.collection("/alice/work")).isEqualTo("/alice/work/");
        assertThat(Hrefs.collection("/alice/work/")).isEqualTo("/alice/work/");
        assertThat(Hrefs.same("/alice/work", "https://dav.example.com/alice/work/"))
                .isTrue();
    }
}
