package de.msbls.paliad.calendar.dev.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The credentials key that goes with the kept database: made once, readable by its owner only. */
record KeptKey(Path file) {

    /** The value of {@code paliad.credentials.keys}. */
    String setting() {
        try {
            if (!Files.exists(file)) {
                make();
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the credentials key cannot be kept in " + file, e);
        }
    }

    private void make() throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "dev:" + Base64.getEncoder().encodeToString(key) + "\n");
    }
}
