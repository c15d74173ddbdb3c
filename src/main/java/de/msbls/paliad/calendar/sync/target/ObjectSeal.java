package de.msbls.paliad.calendar.sync.target;

import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import de.msbls.paliad.calendar.platform.crypto.Vault;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seals the texts of one account's targets with its data key, each bound to its target. */
public final class ObjectSeal {

    private final Vault vault;
    private final byte[] dataKey;
    private final KeyOwner owner;

    public ObjectSeal(Vault vault, byte[] dataKey, KeyOwner owner) {
        this.vault = vault;
        this.dataKey = dataKey.clone();
        this.owner = owner;
    }

    byte @Nullable [] seal(UUID target, @Nullable String text) {
        return text == null
                ? null
                : vault.seal(dataKey, owner, target.toString(), text.getBytes(StandardCharsets.UTF_8));
    }

    @Nullable
    String open(UUID target, byte @Nullable [] sealed) {
        return sealed == null
                ? null
                : new String(vault.open(dataKey, owner, target.toString(), sealed), StandardCharsets.UTF_8);
    }
}
