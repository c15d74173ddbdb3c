package de.msbls.paliad.calendar.sync.journey;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import de.msbls.paliad.calendar.platform.crypto.RevealedDataKey;
import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.BadTokens;
import de.msbls.paliad.calendar.testing.Doorkeeper;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import de.msbls.paliad.calendar.testing.PostgresServer;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.Tokens;
import de.msbls.paliad.calendar.testing.WebhookReceiver;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A lawyer's whole story with the packaged service, each library logging all that it was built to: what was written, answered and
 * measured meanwhile gives no secret away, and no line names a person or an appointment.
 */
class SecretsIT {

    private static final String MASTER_KEY = base64("thirty-two bytes of a master key");
    private static final String WEBHOOK_KEY = base64("thirty-two bytes that sign calls");
    private static final String WRONG_PASSWORD = "a-password-of-another-account";

    private final Path artifact = PackagedService.artifact();
    private final Path log = artifact.resolveSibling("secrets.log");
    private final FirmDatabase firm = PostgresServer.NEWEST.migratedDatabase();
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final RemoteAccount account = RealServers.radicale().newAccount();
    private final RemoteCalendar calendar = account.newCalendar();
    private final Doorkeeper door = Doorkeeper.before(account.server());
    private final UUID lawyer = firm.user("Anna");
    private final String token = Tokens.of(lawyer);
    private final Map<String, String> badTokens = BadTokens.of(lawyer);
    private final List<String> answered = new ArrayList<>();

    private PackagedService service;
    private Api api;

    @BeforeEach
    void everythingIsLogged() throws IOException {
        Files.deleteIfExists(log);
        Map<String, String> settings = Map.of(
                "quarkus.log.level", "ALL",
                "quarkus.log.console.json.enabled", "true",
                "paliad.credentials.keys", "test:" + MASTER_KEY,
                "paliad.webhook.url", receiver.url().toString(),
                "paliad.webhook.secret", "whsec_" + WEBHOOK_KEY,
                "paliad.worker.poll-interval", "200ms",
                "paliad.sync.quiet-interval", "1s",
                "paliad.sync.listing-lag", "0s");
        service = PackagedService.of(artifact, List.of(), firm, settings, log);
        service.start();
        api = Api.at(service.awaitAddress(), token);
    }

    @AfterEach
    void stop() {
        service.close();
        door.close();
        receiver.close();
        firm.close();
    }

    @Test
    void nothingThatIsWrittenAnsweredOrMeasuredGivesOneAway() throws IOException {
        connect();
        Map<String, String> secrets = secrets();
        syncBothWays();
        meetABrokenServer();
        giveAPasswordThatTheServerRefuses();
        sendWhatCannotBeRead();
        comeWithBadTokens();
        answered.add(
                given().get(service.awaitManagementAddress() + "/q/metrics").asString());
        leave();
        service.close();

        List<String> lines = Files.readAllLines(log);
        assertThat(at("DEBUG", lines)).isPositive();
        assertThat(at("TRACE", lines)).as("what no operator can turn on").isZero();
        System.out.printf("secrets: %d lines, %d at DEBUG%n", lines.size(), at("DEBUG", lines));
        secrets.forEach((what, secret) -> {
            assertThat(with(secret, lines)).as("logged: " + what).isEmpty();
            assertThat(with(secret, answered)).as("answered: " + what).isEmpty();
        });
        List.of("Zander", "Yilmaz", "anna@firm.example", account.username())
                .forEach(name ->
                        assertThat(with(name, lines)).as("logged: " + name).isEmpty());
    }

    private static List<String> with(String text, List<String> lines) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    private void connect() {
        assertThat(put(account.password()).statusCode()).isIn(200, 201);
        firm.personalAppointment(lawyer, "Hearing of Zander");
        awaitTitle("Hearing of Zander");
    }

    private void syncBothWays() {
        String href = Events.href(calendar, "Hearing of Zander");
        calendar.put(href, Events.edited(calendar.get(href).orElseThrow(), "SUMMARY", "Zander against Yilmaz"));
        await().atMost(Journey.PATIENCE)
                .until(() -> firm.count("appointments WHERE title = 'Zander against Yilmaz'") == 1);
    }

    private void meetABrokenServer() {
        door.turnAway(500, visit -> visit.method().equals("PUT"));
        firm.run("UPDATE paliad.appointments SET title = 'Zander adjourned'");
        await().atMost(Journey.PATIENCE).until(() -> firm.count("binding_sync_state WHERE state = 'waiting'") == 1);
        door.letAllPass();
        awaitTitle("Zander adjourned");
    }

    private void giveAPasswordThatTheServerRefuses() {
        tell(api.post("/api/caldav-config/check", connection(WRONG_PASSWORD)));
        put(WRONG_PASSWORD);
        await().atMost(Journey.PATIENCE)
                .until(() -> tell(api.get("/api/caldav-config")).asString().contains("password_refused"));
        await().atMost(Journey.PATIENCE).until(() -> !receiver.of(lawyer).isEmpty());
        put(account.password());
    }

    private void sendWhatCannotBeRead() {
        String cutOff = "{\"server_url\": \"" + door.url() + "\", \"password\": \"" + WRONG_PASSWORD;
        for (String body : List.of(cutOff, "\"" + WRONG_PASSWORD + "\"")) {
            assertThat(tell(api.put("/api/caldav-config", body)).statusCode()).isEqualTo(400);
        }
    }

    private void comeWithBadTokens() {
        for (String bad : badTokens.values()) {
            tell(Api.at(service.awaitAddress(), bad).get("/api/caldav-config"));
        }
    }

    private void leave() {
        UUID binding = firm.value("SELECT id FROM paliad.user_calendar_bindings");
        assertThat(tell(api.delete("/api/caldav-bindings/" + binding)).statusCode())
                .isEqualTo(204);
        await().atMost(Journey.PATIENCE).until(() -> calendar.list().isEmpty());
        assertThat(tell(api.delete("/api/caldav-config")).statusCode()).isEqualTo(204);
    }

    private Map<String, String> secrets() {
        byte[] dataKey = RevealedDataKey.of(
                firm.value("SELECT data_key FROM paliad.user_caldav_config"),
                "test:" + MASTER_KEY,
                KeyOwner.of(lawyer, door.url()));
        Map<String, String> secrets = new HashMap<>(Map.of(
                "the password", account.password(),
                "the password as it is sent", base64(account.username() + ":" + account.password()),
                "the wrong password", WRONG_PASSWORD,
                "the wrong password as it is sent", base64(account.username() + ":" + WRONG_PASSWORD),
                "the master key", MASTER_KEY,
                "the data key", Base64.getEncoder().encodeToString(dataKey),
                "the data key in hexadecimal", HexFormat.of().formatHex(dataKey),
                "the webhook's key", WEBHOOK_KEY,
                "the bearer token", signature(token)));
        badTokens.forEach((what, bad) -> secrets.put("the token that is " + what, signature(bad)));
        secrets.values().removeIf(signature -> signature.length() < 10); // of those that have none
        return secrets;
    }

    private Response put(String password) {
        return tell(api.put("/api/caldav-config", connection(password)));
    }

    private Map<String, String> connection(String password) {
        RemoteAccount reached = account.through(door.url());
        return Map.of(
                "server_url", reached.server().toString(),
                "username", reached.username(),
                "password", password,
                "calendar_path", calendar.path());
    }

    private Response tell(Response answer) {
        answered.add(answer.headers() + answer.asString());
        return answer;
    }

    private void awaitTitle(String title) {
        await().atMost(Journey.PATIENCE).until(() -> Events.titles(calendar).contains(title));
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static long at(String level, List<String> lines) {
        return lines.stream()
                .filter(line -> line.contains("\"level\":\"" + level + "\""))
                .count();
    }
}
