package de.msbls.paliad.calendar.administration.connection;

import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the firm's connections in pages. */
@ApplicationScoped
class TroubledConnectionService {

    private final Database database;
    private final TroubledConnectionRepository connections;

    TroubledConnectionService(Database database, TroubledConnectionRepository connections) {
        this.database = database;
        this.connections = connections;
    }

    Uni<Page<TroubledConnection>> search(TroubledConnectionSearch search) {
        return database.read(client -> connections.search(client, search))
                .map(rows -> Page.of(
                        rows, search.limit(), last -> Query.cursor(last.userId().toString(), last.displayName())));
    }
}
