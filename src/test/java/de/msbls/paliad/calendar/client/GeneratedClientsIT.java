package de.msbls.paliad.calendar.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code src/client} against the running service; what a journey finds wrong, it says itself. */
@QuarkusIntegrationTest
@WithTestResource(ServiceUnderTest.class)
@Tag("binary")
class GeneratedClientsIT {

    private static final Path CLIENTS = Path.of("target/client").toAbsolutePath();
    private static final Duration LONGEST_BUILD = Duration.ofMinutes(10);
    private static final Duration LONGEST_JOURNEY = Duration.ofMinutes(2);

    DataSource database;

    @BeforeAll
    static void generateAndCompile() throws Exception {
        run(Path.of(""), LONGEST_BUILD, List.of("src/client/build"));
    }

    @Test
    void theDocumentSatisfiesItsLinters() throws Exception {
        run(CLIENTS.resolve("typescript"), LONGEST_JOURNEY, List.of("npm", "run", "lint"));
    }

    @Test
    void aLawyerConnectsByTheJavaClient() throws Exception {
        Path client = CLIENTS.resolve("java");
        String classPath = client.resolve("classes") + ":" + client.resolve("dependencies") + "/*";
        travel(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp", classPath, "journey.Journey"));
    }

    @Test
    void aLawyerConnectsByTheTypeScriptClient() throws Exception {
        travel(List.of("node", CLIENTS.resolve("typescript/compiled/journey.js").toString()));
    }

    private void travel(List<String> journey) throws Exception {
        RemoteAccount account = RealServers.radicale().newAccount();
        RemoteCalendar calendar = account.newCalendar();
        List<String> command = new ArrayList<>(journey);
        command.addAll(List.of(
                "http://localhost:" + RestAssured.port,
                Tokens.of(new FirmData(database).user()),
                account.server().toString(),
                account.username(),
                account.password(),
                calendar.path()));
        run(Path.of(""), LONGEST_JOURNEY, command);
        await().untilAsserted(() -> assertThat(account.calendars())
                .hasSize(2)
                .allSatisfy(each -> assertThat(Events.titles(each)).contains("Hearing moved", "Deadline")));
    }

    private static void run(Path directory, Duration limit, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("client", ".log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
                    .as("%s ends; it said:%n%s", command.get(0), Files.readString(output))
                    .isTrue();
            assertThat(process.exitValue())
                    .as("%s said:%n%s", command.get(0), Files.readString(output))
                    .isZero();
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
