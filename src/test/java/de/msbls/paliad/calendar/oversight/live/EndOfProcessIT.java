package de.msbls.paliad.calendar.oversight.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.EventStream;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import de.msbls.paliad.calendar.testing.PostgresServer;
import de.msbls.paliad.calendar.testing.Tokens;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndOfProcessIT {

    /** Open streams would keep the process for as long as it waits for requests, and would then be broken off. */
    private static final Map<String, String> SETTINGS = Map.of(
            "paliad.role", "api",
            "paliad.migrate", "false",
            "quarkus.shutdown.delay", "1s",
            "quarkus.shutdown.timeout", "1m");

    @TempDir
    Path directory;

    @Test
    void aStreamThatIsOpenIsEndedInOrderWhenTheProcessIsToEnd() {
        try (FirmDatabase firm = PostgresServer.NEWEST.migratedDatabase();
                PackagedService service = PackagedService.of(
                        PackagedService.artifact(), List.of(), firm, SETTINGS, directory.resolve("service.log"))) {
            service.start();
            String token = Tokens.of(firm.user("Anna"));
            EventStream stream = EventStream.open(service.awaitAddress().resolve("/api/events"), token);
            stream.next("connection_removed");
            stream.next("bindings");

            service.close();

            await().until(stream::isOver);
            assertThat(stream.isComplete()).isTrue();
        }
    }
}
