package de.msbls.paliad.calendar.sync.account;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a server can do, as far as it has shown itself. Learns while a tick runs, from any thread, and is stored when the
 * tick ends; what was learned is asked anew after a day, and when it proves wrong.
 */
public final class Capabilities {

    private volatile @Nullable Boolean syncCollection;
    private volatile @Nullable Boolean honoursPreconditions;
    private volatile boolean learned;
    private final AtomicBoolean probed = new AtomicBoolean();

    /** @param syncCollection and {@code honoursPreconditions}: NULL where it is not known */
    public Capabilities(@Nullable Boolean syncCollection, @Nullable Boolean honoursPreconditions) {
        this.syncCollection = syncCollection;
        this.honoursPreconditions = honoursPreconditions;
    }

    public static Capabilities unknown() {
        return new Capabilities(null, null);
    }

    /** Whether sync-collection (RFC 6578) may be asked; the first refusal says no. */
    public boolean maySyncCollection() {
        return !Boolean.FALSE.equals(syncCollection);
    }

    public void knowsSyncCollection(boolean knows) {
        learned |= !Boolean.valueOf(knows).equals(syncCollection);
        syncCollection = knows;
    }

    /** Whether it carries out If-Match and If-None-Match requests whatever stands there: then look before, and verify after. */
    public boolean ignoresPreconditions() {
        return Boolean.FALSE.equals(honoursPreconditions);
    }

    /** True once in a tick, where nothing is known of preconditions: whoever gets it asks. */
    public boolean takeProbe() {
        return honoursPreconditions == null && probed.compareAndSet(false, true);
    }

    public void honoursPreconditions(boolean honours) {
        learned |= !Boolean.valueOf(honours).equals(honoursPreconditions);
        honoursPreconditions = honours;
    }

    /** Whether there is something to store. */
    boolean hasLearned() {
        return learned;
    }

    @Nullable
    Boolean syncCollection() {
        return syncCollection;
    }

    @Nullable
    Boolean honoursPreconditions() {
        return honoursPreconditions;
    }
}
