package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import de.msbls.paliad.calendar.testing.PostgresServer;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the packaged service writes where lines are for machines, as they are in production. */
class JsonLogsIT {

    private final Path artifact = PackagedService.artifact();
    private final Path log = artifact.resolveSibling("json-logs.log");
    private final FirmDatabase firm = PostgresServer.NEWEST.migratedDatabase();

    private PackagedService service;

    @BeforeEach
    void start() throws IOException {
        Files.deleteIfExists(log);
        service =
                PackagedService.of(artifact, List.of(), firm, Map.of("quarkus.log.console.json.enabled", "true"), log);
        service.start();
    }

    @AfterEach
    void stop() {
        service.close();
        firm.close();
    }

    @Test
    void eachLineIsAnObjectAndThoseOfATickNameItAndItsBinding() {
        UUID lawyer = firm.user("Anna");
        RemoteAccount account = RealServers.radicale().newAccount();
        RemoteCalendar calendar = account.newCalendar();
        firm.personalAppointment(lawyer, "Hearing of Zander");
        Api.at(service.awaitAddress(), lawyer)
                .put(
                        "/api/caldav-config",
                        Map.of(
                                "server_url", account.server().toString(),
                                "username", account.username(),
                                "password", account.password(),
                                "calendar_path", calendar.path()))
                .then()
                .statusCode(oneOf(200, 201));
        await().atMost(Journey.PATIENCE).until(() -> Events.titles(calendar).contains("Hearing of Zander"));
        UUID binding = firm.value("SELECT id FROM paliad.user_calendar_bindings");

        await().atMost(Journey.PATIENCE).untilAsserted(() -> assertThat(lines()).anySatisfy(line -> {
            assertThat(line.at("/message").asText()).isEqualTo("in_sync: 1 pushed, 0 pulled, 0 deleted");
            assertThat(line.at("/mdc/binding").asText()).isEqualTo(binding.toString());
            assertThat(line.at("/mdc/account").asText()).isNotBlank();
            assertThat(line.at("/mdc/tick").asText()).isNotBlank();
        }));
        assertThat(lines().stream().map(JsonNode::toString))
                .noneMatch(line -> line.contains("Zander"))
                .noneMatch(line -> line.contains(account.username()));
    }

    private List<JsonNode> lines() {
        try {
            return Files.readAllLines(log).stream().map(JsonLogsIT::json).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }
}
