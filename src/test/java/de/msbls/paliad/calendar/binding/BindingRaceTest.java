package de.msbls.paliad.calendar.binding;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class BindingRaceTest {

    /** Each pair of patches meets six times. */
    private static final int ROUNDS = 6 * 7 * 7;

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource("/api/caldav-bindings")
    URI bindings;

    DataSource database;

    @Test
    void twoPatchesAtOnceNeverEndInAnErrorNorInABadRow() {
        FirmData firm = new FirmData(database);
        UUID user = firm.user();
        firm.connection(user);
        UUID client = firm.project("client", null);
        UUID matter = firm.project("litigation", client);
        firm.team(client, user, "lead");
        String token = Tokens.of(user);
        String id = Api.with(token)
                .post("/api/caldav-bindings", Map.of("calendar_path", "/c/", "scope_kind", "all_visible"))
                .path("id");
        List<String> patches = List.of(
                "{\"scope_kind\": \"all_visible\"}",
                "{\"scope_kind\": \"litigation\", \"scope_id\": \"" + matter + "\"}",
                "{\"scope_id\": \"" + client + "\"}",
                "{\"scope_kind\": \"personal_only\", \"enabled\": false}",
                "{\"scope_kind\": \"client\", \"scope_id\": \"" + client + "\"}",
                "{\"scope_kind\": \"project\"}",
                "{\"include_personal\": true}");

        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<HttpResponse<String>> one = patch(token, id, patches.get(round % patches.size()));
            CompletableFuture<HttpResponse<String>> other =
                    patch(token, id, patches.get((round / patches.size() + round + 1) % patches.size()));

            assertThat(Stream.of(one.join(), other.join()))
                    .allSatisfy(answer ->
                            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400));
            assertThat(firm.query("""
                            SELECT
                            FROM paliad.user_calendar_bindings b
                            LEFT JOIN paliad.projects p ON p.id = b.scope_id
                            WHERE b.id = ?::uuid
                              AND (b.scope_kind IN ('all_visible', 'personal_only')) = (b.scope_id IS NULL)
                              AND (b.scope_id IS NULL OR b.scope_kind IN ('project', p.kind))
                            """, id)).hasSize(1);
        }
    }

    private CompletableFuture<HttpResponse<String>> patch(String token, String id, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(bindings + "/" + id))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }
}
