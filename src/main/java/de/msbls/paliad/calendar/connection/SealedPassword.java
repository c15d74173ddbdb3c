package de.msbls.paliad.calendar.connection;

import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;

/** A password as it is stored: sealed with the account's data key, which is wrapped by a master key. */
final class SealedPassword {

    private final byte[] dataKey;
    private final byte[] ciphertext;

    SealedPassword(byte[] dataKey, byte[] ciphertext) {
        this.dataKey = dataKey.clone();
        this.ciphertext = ciphertext.clone();
    }

    /** Nothing for a password of the first generation, which cannot be read here. */
    static Optional<SealedPassword> of(Row row) {
        Buffer dataKey = row.getBuffer("data_key");
        Buffer ciphertext = row.getBuffer("password_encrypted");
        return dataKey == null || ciphertext == null
                ? Optional.empty()
                : Optional.of(new SealedPassword(dataKey.getBytes(), ciphertext.getBytes()));
    }

    byte[] dataKey() {
        return dataKey.clone();
    }

    byte[] ciphertext() {
        return ciphertext.clone();
    }
}
