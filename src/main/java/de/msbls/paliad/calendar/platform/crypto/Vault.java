package de.msbls.paliad.calendar.platform.crypto;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals users' secrets. Each account has a data key of its own; a master key only wraps data keys, so that rotating it
 * touches one small value an account. Everything is bound to its owner and its purpose as associated data.
 */
@ApplicationScoped
public class Vault {

    private static final String DATA_KEY = "paliad data key";
    private static final String SECRET = "paliad secret";
    private static final int KEY_BYTES = 32;
    private static final int KEY_ID_BYTES = 8;

    private final MasterKeys masterKeys;
    private final Supplier<SecureRandom> random;

    @Inject
    public Vault(PaliadConfig config) {
        this(MasterKeys.parse(config.credentials().keys().orElse(List.of())), SecureRandom::new);
    }

    Vault(MasterKeys masterKeys, Supplier<SecureRandom> random) {
        this.masterKeys = masterKeys;
        this.random = random;
    }

    /**
     * A fresh data key for the account of that user on that origin, wrapped by the first master key.
     *
     * @throws IllegalStateException where no master key is configured
     */
    public byte[] newDataKey(UUID userId, String origin) {
        return newDataKey(new KeyOwner(userId, origin));
    }

    /** As {@link #newDataKey(UUID, String)}. */
    public byte[] newDataKey(KeyOwner owner) {
        return wrap(randomBytes(KEY_BYTES), owner);
    }

    /**
     * The same data key under the first master key: a rotation. What it sealed stays readable as it is.
     *
     * @throws UnreadableSecretException as {@link #open}
     */
    public byte[] rewrap(byte[] wrappedDataKey, KeyOwner owner) {
        return wrap(unwrap(wrappedDataKey, owner).getEncoded(), owner);
    }

    /**
     * Seals a secret of that owner.
     *
     * @param purpose empty for the account's password, the target's id for a stored .ics
     * @throws UnreadableSecretException when the data key itself cannot be opened
     */
    public byte[] seal(byte[] wrappedDataKey, KeyOwner owner, String purpose, byte[] plaintext) {
        SecretKey dataKey = unwrap(wrappedDataKey, owner);
        byte[] nonce = randomBytes(SealedBox.NONCE_BYTES);
        return SealedBox.seal(dataKey, idOf(dataKey), nonce, plaintext, context(SECRET, owner, purpose))
                .bytes();
    }

    /**
     * Opens what {@link #seal} sealed for the same owner and purpose.
     *
     * @throws UnreadableSecretException for another owner or purpose, a lost master key, damaged bytes
     */
    public byte[] open(byte[] wrappedDataKey, KeyOwner owner, String purpose, byte[] sealed) {
        SecretKey dataKey = unwrap(wrappedDataKey, owner);
        SealedBox box = SealedBox.read(sealed);
        if (!box.keyId().equals(idOf(dataKey))) {
            throw new UnreadableSecretException("sealed with another data key");
        }
        return box.open(dataKey, context(SECRET, owner, purpose));
    }

    private byte[] wrap(byte[] dataKey, KeyOwner owner) {
        Map.Entry<String, SecretKey> master = masterKeys
                .first()
                .orElseThrow(() -> new IllegalStateException("paliad.credentials.keys holds no master key"));
        byte[] nonce = randomBytes(SealedBox.NONCE_BYTES);
        return SealedBox.seal(master.getValue(), master.getKey(), nonce, dataKey, context(DATA_KEY, owner, ""))
                .bytes();
    }

    private SecretKey unwrap(byte[] wrappedDataKey, KeyOwner owner) {
        SealedBox box = SealedBox.read(wrappedDataKey);
        SecretKey master = masterKeys
                .named(box.keyId())
                .orElseThrow(() -> new UnreadableSecretException(
                        "wrapped by master key " + box.keyId() + ", which paliad.credentials.keys does not hold"));
        return new SecretKeySpec(box.open(master, context(DATA_KEY, owner, "")), "AES");
    }

    private static String[] context(String kind, KeyOwner owner, String purpose) {
        return new String[] {kind, owner.userId().toString(), owner.origin(), purpose};
    }

    /** Tells data keys apart and tells nothing of them. */
    private static String idOf(SecretKey dataKey) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(dataKey);
            byte[] digest = mac.doFinal("paliad key id".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, KEY_ID_BYTES));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA256 is not available", e);
        }
    }

    /** A generator a call, not a field: one made while the native image is built would repeat itself in every process. */
    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.get().nextBytes(bytes);
        return bytes;
    }
}
