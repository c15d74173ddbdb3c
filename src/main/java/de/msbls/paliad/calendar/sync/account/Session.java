package de.msbls.paliad.calendar.sync.account;

import de.msbls.paliad.calendar.caldav.request.CalDavAccount;
import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.target.ObjectSeal;
import java.net.URI;
import java.util.UUID;

/** A claimed account, opened: who, where, under which lease, with the seal for its texts and what its server can do. */
public record Session(
        UUID userId, CalDavAccount remote, URI home, Lease lease, ObjectSeal seal, Capabilities capabilities) {

    public UUID accountId() {
        return remote.id();
    }
}
