package de.msbls.paliad.calendar.dev.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path folder;

    @AfterEach
    void forgetWhatIsRunning() {
        System.clearProperty("dev.postgres.port");
    }

    @Test
    void aServerThatAnEarlierRunLeftBehindIsTakenOver() throws IOException {
        Path data = folder.resolve("postgres");
        try (EmbeddedPostgres left = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start()) {
            assertThat(EmbeddedDatabase.running(data).port()).isEqualTo(left.getPort());
        }
    }

    @Test
    void liveReloadFindsTheRunningServerAgain() {
        System.setProperty("dev.postgres.port", "54321");

        assertThat(EmbeddedDatabase.running(folder).settings())
                .containsEntry("quarkus.datasource.reactive.url", "postgresql://localhost:54321/postgres")
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:54321/postgres");
    }
}
