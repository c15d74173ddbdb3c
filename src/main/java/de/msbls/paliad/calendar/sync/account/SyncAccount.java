package de.msbls.paliad.calendar.sync.account;

import de.msbls.paliad.calendar.platform.crypto.SealedPassword;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claimed account: a connection with its bindings, or a retired one that only owes deletions.
 *
 * @param password NULL: there is none that this generation can read
 * @param home the calendar home set, once discovery found it
 * @param settled whether its last tick left it connected, without a fault
 * @param owes whether anything of it must still be deleted on its server, now or later
 * @param quietFor how long ago something last moved on either side
 * @param failures how many ticks in a row have failed
 */
public record SyncAccount(
        UUID id,
        UUID userId,
        URI serverUrl,
        String username,
        @Nullable SealedPassword password,
        @Nullable URI home,
        boolean retired,
        boolean enabled,
        boolean settled,
        boolean owes,
        Duration quietFor,
        int failures,
        Capabilities capabilities,
        List<SyncBinding> bindings) {

    /** Whether a calendar was never listed as a whole, or not since the database was restored from a backup. */
    public boolean looksFirst() {
        return enabled && bindings.stream().anyMatch(binding -> binding.enabled() && binding.neverListed());
    }
}
