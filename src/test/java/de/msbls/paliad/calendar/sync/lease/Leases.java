package de.msbls.paliad.calendar.sync.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Leases without a database, for what only carries one. */
public final class Leases {

    private Leases() {}

    public static Lease of(UUID account, long fence, Instant expiresAt) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        return new Lease(account, fence, expiresAt, new Lease.End(expiresAt, end));
    }

    /** To this process the lease seems over: it begins nothing more under it. */
    public static void end(Lease lease) {
        lease.extendedTo(new Lease.End(lease.expiresAt(), System.nanoTime()));
    }
}
