package de.msbls.paliad.calendar.sync.change;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The single appointments that the next tick of a binding must look at.
 *
 * @param marks by appointment, for {@link PendingRepository#seen}
 * @param lookAgain those of them whose objects an earlier tick could not tell, or must be looked at for another reason
 * @param tryAgain those that their owner asked for: a refusal of theirs counts no more
 * @param failed those that the server failed over, and how often
 */
public record Pending(Map<UUID, Long> marks, Set<UUID> lookAgain, Set<UUID> tryAgain, Map<UUID, Rest> failed) {

    public static final Pending NONE = new Pending(Map.of(), Set.of(), Set.of(), Map.of());

    public Set<UUID> appointments() {
        return marks.keySet();
    }

    /** Those that are left alone for now, and until when. */
    public Map<UUID, Instant> resting(Instant now) {
        return failed.entrySet().stream()
                .filter(entry -> entry.getValue().until() != null
                        && entry.getValue().until().isAfter(now))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Objects.requireNonNull(entry.getValue().until()),
                        (one, other) -> one,
                        HashMap::new));
    }

    /** How often in a row the server has failed over that one. */
    public int attempts(UUID appointment) {
        Rest rest = failed.get(appointment);
        return rest == null ? 0 : rest.attempts();
    }
}
