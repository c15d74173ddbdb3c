package de.msbls.paliad.calendar.sync.account;

import de.msbls.paliad.calendar.caldav.request.Password;
import de.msbls.paliad.calendar.platform.crypto.DataKey;
import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import de.msbls.paliad.calendar.platform.crypto.UnreadableSecretException;
import de.msbls.paliad.calendar.platform.crypto.Vault;
import de.msbls.paliad.calendar.sync.target.ObjectSeal;
import java.nio.charset.StandardCharsets;

/** An account's password and data key, as they stand in the database. */
public final class SealedPassword {

    private final byte[] dataKey;
    private final byte[] sealed;

    SealedPassword(byte[] dataKey, byte[] sealed) {
        this.dataKey = dataKey.clone();
        this.sealed = sealed.clone();
    }

    /** @throws UnreadableSecretException when no master key here opens it, or it was sealed for another owner */
    public Opened open(Vault vault, KeyOwner owner) {
        DataKey key = vault.open(dataKey, owner);
        Password password = new Password(new String(key.open("", sealed), StandardCharsets.UTF_8));
        return new Opened(password, new ObjectSeal(key));
    }

    /** The password, and the seal for the texts of the account's targets. */
    public record Opened(Password password, ObjectSeal seal) {}

    /** Shows nothing. */
    @Override
    public String toString() {
        return "sealed password";
    }
}
