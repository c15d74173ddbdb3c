package de.msbls.paliad.calendar.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An account's password as it is stored: sealed with the account's data key, which is wrapped by a master key. */
public final class SealedPassword {

    private static final String PURPOSE = "";

    private final byte[] dataKey;
    private final byte[] ciphertext;

    public SealedPassword(byte[] dataKey, byte[] ciphertext) {
        this.dataKey = dataKey.clone();
        this.ciphertext = ciphertext.clone();
    }

    /** @throws UnreadableSecretException when no master key here opens the data key, or it is another owner's */
    public static SealedPassword of(Vault vault, byte[] dataKey, KeyOwner owner, String password) {
        byte[] plain = password.getBytes(StandardCharsets.UTF_8);
        return new SealedPassword(dataKey, vault.open(dataKey, owner).seal(PURPOSE, plain));
    }

    /** @throws UnreadableSecretException when it was sealed with another key or for another owner */
    public String open(DataKey key) {
        return new String(key.open(PURPOSE, ciphertext), StandardCharsets.UTF_8);
    }

    /** Whether what the other's data key sealed can be opened with this one's. */
    public boolean hasDataKeyOf(SealedPassword other) {
        return Arrays.equals(dataKey, other.dataKey);
    }

    /** Wrapped. */
    public byte[] dataKey() {
        return dataKey.clone();
    }

    public byte[] ciphertext() {
        return ciphertext.clone();
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return "sealed password";
    }
}
