package de.msbls.paliad.calendar.sync.lease;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Leases, also without a database, for what only carries one. */
public final class Leases {

    private Leases() {}

    public static LeaseRepository in(Pool database) {
        return new LeaseRepository(database);
    }

    public static Lease of(UUID account, long fence, Instant expiresAt) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        return new Lease(account, "calendar.example", fence, expiresAt, new Lease.End(expiresAt, end));
    }

    /** To this process the lease seems over: it begins nothing more under it. */
    public static void end(Lease lease) {
        lease.letGo();
    }
}
