package de.msbls.paliad.calendar.platform.crypto;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals users' secrets. Each account has a data key of its own; a master key only wraps data keys, so that rotating it
 * touches one small value an account. Everything is bound to its owner and its purpose as associated data.
 */
@ApplicationScoped
public class Vault {

    private static final String DATA_KEY = "paliad data key";
    private static final int KEY_BYTES = 32;

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

    /** How every data key begins that the first master key wraps; nothing where there is none. */
    public Optional<byte[]> mark() {
        return masterKeys.first().map(first -> SealedBox.beginning(first.getKey()));
    }

    /**
     * The data key itself, for as long as there is something to seal or to open with it.
     *
     * @throws UnreadableSecretException for another owner, a lost master key, damaged bytes
     */
    public DataKey open(byte[] wrappedDataKey, KeyOwner owner) {
        return new DataKey(unwrap(wrappedDataKey, owner), owner, random.get());
    }

    private byte[] wrap(byte[] dataKey, KeyOwner owner) {
        Map.Entry<String, SecretKey> master = masterKeys
                .first()
                .orElseThrow(() -> new IllegalStateException("paliad.credentials.keys holds no master key"));
        byte[] nonce = randomBytes(SealedBox.NONCE_BYTES);
        return SealedBox.seal(master.getValue(), master.getKey(), nonce, dataKey, context(owner))
                .bytes();
    }

    private SecretKey unwrap(byte[] wrappedDataKey, KeyOwner owner) {
        SealedBox box = SealedBox.read(wrappedDataKey);
        SecretKey master = masterKeys
                .named(box.keyId())
                .orElseThrow(() -> new UnreadableSecretException(
                        "wrapped by master key " + box.keyId() + ", which paliad.credentials.keys does not hold"));
        return new SecretKeySpec(box.open(master, context(owner)), "AES");
    }

    private static String[] context(KeyOwner owner) {
        return new String[] {DATA_KEY, owner.userId().toString(), owner.origin(), ""};
    }

    /** A generator a call, not a field: one made while the native image is built would repeat itself in every process. */
    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.get().nextBytes(bytes);
        return bytes;
    }
}
