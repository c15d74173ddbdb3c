package de.msbls.paliad.calendar.history;

import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads a user's log in pages. */
@ApplicationScoped
class SyncLogService {

    private final Database database;
    private final SyncLogRepository log;

    SyncLogService(Database database, SyncLogRepository log) {
        this.database = database;
        this.log = log;
    }

    Uni<Page<SyncLogEntry>> search(UUID userId, SyncLogSearch search) {
        return database.read(client -> log.search(client, userId, search))
                .map(rows -> Page.of(rows, search.limit(), last -> Query.cursor(Long.toString(last.id()))));
    }
}
