package de.msbls.paliad.calendar.oversight.live;

import de.msbls.paliad.calendar.binding.BindingRepository;
import de.msbls.paliad.calendar.connection.ConnectionRepository;
import de.msbls.paliad.calendar.platform.database.Database;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Tells a user how everything of hers stands, and then whatever changes. */
@ApplicationScoped
class LiveService {

    private final Database database;
    private final ConnectionRepository connections;
    private final BindingRepository bindings;
    private final Watchers watchers;

    LiveService(Database database, ConnectionRepository connections, BindingRepository bindings, Watchers watchers) {
        this.database = database;
        this.connections = connections;
        this.bindings = bindings;
        this.watchers = watchers;
    }

    Uni<StateSnapshot> now(UUID userId) {
        watchers.requireRoom(userId);
        return read(userId);
    }

    /** @param life how long she may be told */
    Multi<LiveEvent> from(StateSnapshot first, UUID userId, Duration life) {
        return watchers.hints(userId, life)
                .onItem()
                .transformToUniAndConcatenate(hint -> readOrWait(userId))
                .onItem()
                .scan(() -> new Told(first, first.whole()), Told::next)
                .onItem()
                .transformToIterable(Told::events);
    }

    private Uni<StateSnapshot> read(UUID userId) {
        return database.read(
                client -> connections.show(client, userId).chain(connection -> bindings.list(client, userId)
                        .map(list -> StateSnapshot.of(connection.orElse(null), list))));
    }

    /** A database that is away was told of in the log; the next look finds what was missed. */
    private Uni<StateSnapshot> readOrWait(UUID userId) {
        return read(userId).onFailure().recoverWithNull();
    }

    /** What was told last, and how things stood then. */
    private record Told(StateSnapshot snapshot, List<LiveEvent> events) {

        Told next(StateSnapshot now) {
            List<LiveEvent> changes = now.since(snapshot);
            return new Told(now, changes.isEmpty() ? List.of(LiveEvent.ALIVE) : changes);
        }
    }
}
