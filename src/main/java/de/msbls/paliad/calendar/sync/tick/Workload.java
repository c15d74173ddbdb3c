package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.sync.account.BindingOutcome.Held;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a tick must look at in one binding.
 *
 * @param appointments all that differ on either side, but for what is held
 * @param outOfScope those that left the slice
 * @param held deletions that wait for the owner
 */
record Workload(
        Set<UUID> appointments,
        Set<UUID> outOfScope,
        @Nullable Held held) {

    private static final int CHUNK = 100;

    /** In pieces that one multiget (RFC 4791 §7.9) and one transaction can hold. */
    List<List<UUID>> chunks() {
        List<UUID> all = List.copyOf(new LinkedHashSet<>(appointments));
        return java.util.stream.IntStream.iterate(0, start -> start < all.size(), start -> start + CHUNK)
                .mapToObj(start -> all.subList(start, Math.min(start + CHUNK, all.size())))
                .toList();
    }
}
