package de.msbls.paliad.calendar.sync.account;

import de.msbls.paliad.calendar.platform.crypto.SealedPassword;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claimed account: a connection with its bindings, or a retired one that only owes deletions.
 *
 * @param password NULL: there is none that this generation can read
 * @param home the calendar home set, once discovery found it
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
        int failures,
        Capabilities capabilities,
        List<SyncBinding> bindings) {}
