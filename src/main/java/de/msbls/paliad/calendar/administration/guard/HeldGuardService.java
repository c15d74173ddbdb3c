package de.msbls.paliad.calendar.administration.guard;

import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the firm's held deletions in pages. */
@ApplicationScoped
class HeldGuardService {

    private final Database database;
    private final HeldGuardRepository guards;

    HeldGuardService(Database database, HeldGuardRepository guards) {
        this.database = database;
        this.guards = guards;
    }

    Uni<Page<HeldGuard>> search(HeldGuardSearch search) {
        return database.read(client -> guards.search(client, search))
                .map(rows -> Page.of(
                        rows,
                        search.limit(),
                        last -> Query.cursor(
                                last.since().toString(), last.bindingId().toString())));
    }
}
