package de.msbls.paliad.calendar.sync.target;

import de.msbls.paliad.calendar.platform.crypto.DataKey;
import de.msbls.paliad.calendar.platform.crypto.UnreadableSecretException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seals the texts of one account's targets with its data key, each bound to its target. */
public final class ObjectSeal {

    private final DataKey dataKey;

    public ObjectSeal(DataKey dataKey) {
        this.dataKey = dataKey;
    }

    byte @Nullable [] seal(UUID target, @Nullable String text) {
        return text == null ? null : dataKey.seal(target.toString(), text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A text as it was before it was sealed for that target.
     *
     * @throws UnreadableSecretException when it was sealed with another data key, or for another target
     */
    public @Nullable String open(UUID target, byte @Nullable [] sealed) {
        return sealed == null ? null : new String(dataKey.open(target.toString(), sealed), StandardCharsets.UTF_8);
    }
}
