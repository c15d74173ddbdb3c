package de.msbls.paliad.calendar.connection;

import de.msbls.paliad.calendar.caldav.request.Password;
import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import de.msbls.paliad.calendar.platform.crypto.SealedPassword;
import de.msbls.paliad.calendar.platform.crypto.UnreadableSecretException;
import de.msbls.paliad.calendar.platform.crypto.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Seals and opens the passwords of accounts. */
@ApplicationScoped
public class Passwords {

    private final Vault vault;

    Passwords(Vault vault) {
        this.vault = vault;
    }

    /** For an account that has no data key yet. */
    SealedPassword seal(KeyOwner owner, String password) {
        return SealedPassword.of(vault, vault.newDataKey(owner), owner, password);
    }

    /** Under the account's own data key, which the stored objects need; under a new one when that is lost. */
    SealedPassword seal(KeyOwner owner, String password, Optional<SealedPassword> old) {
        try {
            return old.map(box -> SealedPassword.of(vault, box.dataKey(), owner, password))
                    .orElseGet(() -> seal(owner, password));
        } catch (UnreadableSecretException e) {
            return seal(owner, password);
        }
    }

    /** Nothing for one that cannot be read: the user must enter it again. */
    public Optional<Password> open(KeyOwner owner, SealedPassword sealed) {
        try {
            return Optional.of(new Password(sealed.open(vault.open(sealed.dataKey(), owner))));
        } catch (UnreadableSecretException e) {
            return Optional.empty();
        }
    }
}
