package de.msbls.paliad.calendar.connection;

import de.msbls.paliad.calendar.caldav.request.Password;
import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import de.msbls.paliad.calendar.platform.crypto.UnreadableSecretException;
import de.msbls.paliad.calendar.platform.crypto.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Seals and opens the passwords of accounts. */
@ApplicationScoped
class Passwords {

    private static final String PURPOSE = "";

    private final Vault vault;

    Passwords(Vault vault) {
        this.vault = vault;
    }

    /** For an account that has no data key yet. */
    SealedPassword seal(KeyOwner owner, String password) {
        return seal(vault.newDataKey(owner.userId(), owner.origin()), owner, password);
    }

    /** Under the account's own data key, which the stored objects need; under a new one when that is lost. */
    SealedPassword seal(KeyOwner owner, String password, Optional<SealedPassword> old) {
        try {
            return old.map(box -> seal(box.dataKey(), owner, password)).orElseGet(() -> seal(owner, password));
        } catch (UnreadableSecretException e) {
            return seal(owner, password);
        }
    }

    /** Nothing for one that cannot be read: the user must enter it again. */
    Optional<Password> open(KeyOwner owner, SealedPassword sealed) {
        try {
            byte[] plain = vault.open(sealed.dataKey(), owner, PURPOSE, sealed.ciphertext());
            return Optional.of(new Password(new String(plain, StandardCharsets.UTF_8)));
        } catch (UnreadableSecretException e) {
            return Optional.empty();
        }
    }

    private SealedPassword seal(byte[] dataKey, KeyOwner owner, String password) {
        byte[] plain = password.getBytes(StandardCharsets.UTF_8);
        return new SealedPassword(dataKey, vault.seal(dataKey, owner, PURPOSE, plain));
    }
}
