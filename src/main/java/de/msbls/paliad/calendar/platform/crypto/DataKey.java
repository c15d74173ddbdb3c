package de.msbls.paliad.calendar.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * An account's data key, unwrapped: for whoever has more than one secret of the account to seal or to open. It lives no longer
 * than the work that needs it, and shows nothing of itself.
 */
public final class DataKey {

    private static final String SECRET = "paliad secret";
    private static final int KEY_ID_BYTES = 8;

    private final SecretKey key;
    private final String id;
    private final KeyOwner owner;
    private final SecureRandom random;

    DataKey(SecretKey key, KeyOwner owner, SecureRandom random) {
        this.key = key;
        this.id = idOf(key);
        this.owner = owner;
        this.random = random;
    }

    /**
     * Seals a secret of the key's owner.
     *
     * @param purpose empty for the account's password, the target's id for a stored .ics
     */
    public byte[] seal(String purpose, byte[] plaintext) {
        byte[] nonce = new byte[SealedBox.NONCE_BYTES];
        random.nextBytes(nonce);
        return SealedBox.seal(key, id, nonce, plaintext, context(purpose)).bytes();
    }

    /**
     * Opens what {@link #seal} sealed for the same owner and purpose.
     *
     * @throws UnreadableSecretException for another key, owner or purpose, or damaged bytes
     */
    public byte[] open(String purpose, byte[] sealed) {
        SealedBox box = SealedBox.read(sealed);
        if (!box.keyId().equals(id)) {
            throw new UnreadableSecretException("sealed with another data key");
        }
        return box.open(key, context(purpose));
    }

    @Override
    public String toString() {
        return "data key";
    }

    private String[] context(String purpose) {
        return new String[] {SECRET, owner.userId().toString(), owner.origin(), purpose};
    }

    /** Tells data keys apart and tells nothing of them. */
    private static String idOf(SecretKey key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] digest = mac.doFinal("paliad key id".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, KEY_ID_BYTES));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA256 is not available", e);
        }
    }
}
