package de.msbls.paliad.calendar.sync.account;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a server can do, as far as it has shown itself. Learns while a tick runs, from any thread, and is stored when the
 * tick ends. After a day, and when it proves wrong, it is probed anew; until then it is held to be true.
 */
public final class Capabilities {

    private volatile @Nullable Boolean syncCollection;
    private volatile @Nullable Boolean honoursPreconditions;
    private volatile boolean probeDue;
    private volatile boolean doubted;
    private volatile boolean learned;
    private final AtomicBoolean probed = new AtomicBoolean();

    /**
     * @param syncCollection and {@code honoursPreconditions}: NULL where it is not known
     * @param probeDue whether preconditions are to be probed, known or not
     */
    public Capabilities(@Nullable Boolean syncCollection, @Nullable Boolean honoursPreconditions, boolean probeDue) {
        this.syncCollection = syncCollection;
        this.honoursPreconditions = honoursPreconditions;
        this.probeDue = probeDue;
    }

    public static Capabilities unknown() {
        return new Capabilities(null, null, true);
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

    /** As long as nothing is known, what changes or removes an object is better looked at before. */
    public boolean mayIgnorePreconditions() {
        return !Boolean.TRUE.equals(honoursPreconditions);
    }

    /** True once in a tick, where preconditions are to be probed: whoever gets it asks. */
    public boolean takeProbe() {
        return probeDue && probed.compareAndSet(false, true);
    }

    public void honoursPreconditions(boolean honours) {
        learned |= probeDue || !Boolean.valueOf(honours).equals(honoursPreconditions);
        honoursPreconditions = honours;
        probeDue = false;
        doubted = false;
    }

    /** It refused what does not hold, though it is said to carry out everything: the next create finds out. */
    public void refusedByPrecondition() {
        if (ignoresPreconditions() && !probeDue) {
            probeDue = true;
            doubted = true;
            learned = true;
        }
    }

    boolean isDoubted() {
        return doubted;
    }

    /** Whether there is something to store. */
    public boolean hasLearned() {
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
