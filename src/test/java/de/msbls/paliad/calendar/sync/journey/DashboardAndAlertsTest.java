package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.Scrape;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What stands in {@code deploy/observability} asks for numbers that the service really shows. */
@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class DashboardAndAlertsTest extends Journey {

    private static final Path FOLDER = Path.of("deploy", "observability");

    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern SELECTOR = Pattern.compile("([a-z][a-z0-9_]*)\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("(?<![0-9a-zA-Z_.$])[a-zA-Z_][a-zA-Z0-9_]*(?!\\w*\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Override
    protected RemoteServer server() {
        return RealServers.radicale();
    }

    @Test
    void theDashboardShowsWhatThereIs() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(FOLDER.resolve("grafana-dashboard.json").toFile());
        List<String> expressions = new ArrayList<>();
        dashboard.findValues("expr").forEach(expr -> expressions.add(expr.asText()));

        assertThat(expressions).hasSizeGreaterThan(20);
        awaitAllNumbersOf(expressions);
        assertThat(ours(Scrape.of(metrics))).isSubsetOf(families(expressions));
    }

    @Test
    void theAlertsWatchWhatThereIsAndSayWhatToDo() throws IOException {
        JsonNode rules = new ObjectMapper(new YAMLFactory())
                .readTree(FOLDER.resolve("alerts.yaml").toFile())
                .at("/spec/groups/0/rules");
        List<String> expressions = new ArrayList<>();
        for (JsonNode rule : rules) {
            expressions.add(rule.path("expr").asText());
            assertThat(rule.at("/labels/severity").asText()).isIn("info", "warning", "critical");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/description").asText()).isNotBlank();
        }

        assertThat(expressions).hasSizeGreaterThan(6);
        awaitAllNumbersOf(expressions);
    }

    private void awaitAllNumbersOf(List<String> expressions) {
        synced("Hearing");
        await().atMost(PATIENCE).untilAsserted(() -> {
            Scrape scrape = Scrape.of(metrics);
            assertThat(scrape.names()).containsAll(names(expressions));
            for (String expression : expressions) {
                SELECTOR.matcher(expression).results().forEach(selector -> assertThat(
                                scrape.values(selector.group(1), label(selector)))
                        .as(selector.group())
                        .isNotEmpty());
            }
        });
    }

    /** All our selectors are of one label. */
    private static String label(MatchResult selector) {
        return selector.group(2).replaceAll("[=~!].*", "");
    }

    private static Set<String> names(List<String> expressions) {
        Set<String> names = new HashSet<>();
        for (String expression : expressions) {
            String bare = GROUPING.matcher(expression.replaceAll("\\{[^}]*}|\\[[^]]*]|\"[^\"]*\"", ""))
                    .replaceAll("");
            NAME.matcher(bare).results().map(MatchResult::group).forEach(names::add);
        }
        names.removeAll(WORDS);
        return names;
    }

    /** Our own metrics without what Prometheus makes of a timer. */
    private static Set<String> ours(Scrape scrape) {
        return scrape.names().stream()
                .filter(name -> name.startsWith("paliad_"))
                .map(DashboardAndAlertsTest::family)
                .collect(Collectors.toSet());
    }

    private static Set<String> families(List<String> expressions) {
        return names(expressions).stream().map(DashboardAndAlertsTest::family).collect(Collectors.toSet());
    }

    private static String family(String name) {
        return name.replaceAll("_seconds_(count|sum|max|bucket)$", "_seconds");
    }
}
