package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.sync.change.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The items of a binding that its server fails over.
 *
 * @param failed those that it failed over in this tick
 * @param resting those that were left alone in this tick, and until when
 */
record Failing(Map<UUID, Rest> failed, Map<UUID, Instant> resting, Instant now) {

    /** Whether one of them failed for the first time: it may be chance. */
    boolean isNews() {
        return failed.values().stream().anyMatch(rest -> rest.until() == null);
    }

    /** How many it has failed over more than once. */
    int lasting() {
        return (int) failed.values().stream()
                        .filter(rest -> rest.until() != null)
                        .count()
                + resting.size();
    }

    /** When the first of them is tried again; NULL: there are none. */
    @Nullable
    Duration nextTry() {
        Stream<Instant> tries = Stream.concat(
                failed.values().stream()
                        .map(rest -> Objects.requireNonNullElse(rest.until(), now.plus(BackOff.ofItem(1)))),
                resting.values().stream());
        Instant next = tries.min(Instant::compareTo).orElse(null);
        return next == null ? null : Duration.between(now, next);
    }
}
