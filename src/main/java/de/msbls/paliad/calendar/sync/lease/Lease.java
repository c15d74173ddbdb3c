package de.msbls.paliad.calendar.sync.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A claim on one account. It ends unless renewed; what is done under it counts only while its fence is the newest.
 *
 * <p>Its end is kept on this process's own clock, measured from before the claim was asked for: so it never seems longer
 * here than it is in the database.
 */
public final class Lease {

    private final UUID account;
    private final String host;
    private final long fence;
    private final Instant claimedDueAt;
    private volatile End end;
    private volatile boolean letGo;

    record End(Instant inDatabase, long nanoTime) {}

    Lease(UUID account, String host, long fence, Instant claimedDueAt, End end) {
        this.account = account;
        this.host = host;
        this.fence = fence;
        this.claimedDueAt = claimedDueAt;
        this.end = end;
    }

    public UUID account() {
        return account;
    }

    /** Of the account's server, with its port. */
    public String host() {
        return host;
    }

    public long fence() {
        return fence;
    }

    /** The end as the database knows it: what an open intent carries. */
    public Instant expiresAt() {
        return end.inDatabase();
    }

    /** Whether a request that takes at most so long would end before this lease does. */
    public boolean outlasts(Duration request) {
        return !letGo && end.nanoTime() - System.nanoTime() > request.toNanos();
    }

    /** No request begins under it any more; those on their way may still be recorded. */
    public void letGo() {
        letGo = true;
    }

    /** What {@code due_at} was set to by the claim: another value on release means that the account was woken meanwhile. */
    public Instant claimedDueAt() {
        return claimedDueAt;
    }

    void extendedTo(End renewed) {
        end = renewed;
    }
}
