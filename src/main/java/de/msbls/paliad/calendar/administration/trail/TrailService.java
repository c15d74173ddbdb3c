package de.msbls.paliad.calendar.administration.trail;

import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the audit trail in pages. */
@ApplicationScoped
class TrailService {

    private final Database database;
    private final TrailRepository trail;

    TrailService(Database database, TrailRepository trail) {
        this.database = database;
        this.trail = trail;
    }

    Uni<Page<TrailEntry>> search(TrailSearch search) {
        return database.read(client -> trail.search(client, search))
                .map(rows -> Page.of(
                        rows, search.limit(), last -> Query.cursor(last.at().toString(), Long.toString(last.id()))));
    }
}
