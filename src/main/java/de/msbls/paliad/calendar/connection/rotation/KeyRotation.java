package de.msbls.paliad.calendar.connection.rotation;

import de.msbls.paliad.calendar.platform.crypto.UnreadableSecretException;
import de.msbls.paliad.calendar.platform.crypto.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Wraps every data key that an older master key wraps by the first one, while all goes on: passwords and texts stay as they
 * are. When a pass finds none any more, the older master key may be taken away.
 */
@ApplicationScoped
public class KeyRotation {

    private static final Logger LOG = Logger.getLogger(KeyRotation.class);
    private static final int BATCH = 100;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Vault vault;
    private final KeyRotationRepository keys;

    KeyRotation(Vault vault, KeyRotationRepository keys) {
        this.vault = vault;
        this.keys = keys;
    }

    /** One pass over all accounts; answers how many were wrapped anew. One that cannot be read is left, and told of. */
    public Uni<Integer> pass() {
        return vault.mark()
                .map(mark -> pass(mark, BEFORE_ALL, 0))
                .orElseGet(() -> Uni.createFrom().item(0))
                .invoke(rewrapped -> {
                    if (rewrapped > 0) {
                        LOG.infof("%d data keys are wrapped by the first master key now", rewrapped);
                    }
                });
    }

    private Uni<Integer> pass(byte[] mark, UUID after, int soFar) {
        return keys.notBeginningWith(mark, after, BATCH)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(soFar)
                        : rewrap(found).chain(rewrapped -> pass(mark, last(found), soFar + rewrapped)));
    }

    private static UUID last(List<WrappedKey> found) {
        return found.get(found.size() - 1).accountId();
    }

    private Uni<Integer> rewrap(List<WrappedKey> found) {
        List<WrappedKey> old = new ArrayList<>();
        List<Buffer> rewrapped = new ArrayList<>();
        for (WrappedKey key : found) {
            try {
                rewrapped.add(Buffer.buffer(vault.rewrap(key.bytes().getBytes(), key.owner())));
                old.add(key);
            } catch (UnreadableSecretException e) {
                LOG.warnf("the data key of account %s stays as it is: %s", key.accountId(), e.getMessage());
            }
        }
        return old.isEmpty() ? Uni.createFrom().item(0) : keys.replace(old, rewrapped);
    }
}
