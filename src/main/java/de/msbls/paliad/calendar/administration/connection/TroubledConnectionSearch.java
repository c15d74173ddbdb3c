package de.msbls.paliad.calendar.administration.connection;

import de.msbls.paliad.calendar.sync.outcome.AccountState;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which connections are asked for.
 *
 * @param states those in one of these
 * @param after where the page before ended
 */
record TroubledConnectionSearch(
        List<String> states, int limit, @Nullable Position after) {

    /** Of a connection that its owner has stopped; no tick finds it so. */
    private static final String PAUSED = "paused";

    record Position(String displayName, UUID userId) {}

    /** What is wrong by itself: neither connected, nor new, nor stopped on purpose. */
    static List<String> trouble() {
        return Stream.of(AccountState.values())
                .filter(state -> state.needsPerson() || state == AccountState.WAITING)
                .map(AccountState::word)
                .toList();
    }

    /** @throws IllegalArgumentException for a word that names no state */
    static List<String> only(String state) {
        if (Stream.of(AccountState.values()).map(AccountState::word).noneMatch(state::equals)
                && !state.equals(PAUSED)) {
            throw new IllegalArgumentException("unknown state");
        }
        return List.of(state);
    }
}
