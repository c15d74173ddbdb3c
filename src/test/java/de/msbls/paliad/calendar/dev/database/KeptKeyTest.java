package de.msbls.paliad.calendar.dev.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptKeyTest {

    @TempDir
    Path folder;

    @Test
    void theKeyIsMadeOnceAndReadAgain() {
        KeptKey key = new KeptKey(folder.resolve("new/credentials.key"));

        String made = key.setting();

        assertThat(made).startsWith("dev:");
        assertThat(Base64.getDecoder().decode(made.substring(4))).hasSize(32);
        assertThat(key.setting()).isEqualTo(made);
    }

    @Test
    void onlyItsOwnerCanReadIt() throws Exception {
        KeptKey key = new KeptKey(folder.resolve("credentials.key"));

        key.setting();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.file())))
                .isEqualTo("rw-------");
    }
}
