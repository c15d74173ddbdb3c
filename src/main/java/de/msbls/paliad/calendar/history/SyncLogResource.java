package de.msbls.paliad.calendar.history;

import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the sync did for the calling user. */
@Path("/api/caldav-sync-log")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Sync log")
public class SyncLogResource {

    private final SyncLogService service;
    private final CurrentUser user;

    SyncLogResource(SyncLogService service, CurrentUser user) {
        this.service = service;
        this.user = user;
    }

    @GET
    @Operation(
            operationId = "listSyncLog",
            summary = "What the sync did, newest first",
            description = "Ticks in which nothing moved share one entry. Old entries go.")
    public Uni<Page<SyncLogEntry>> list(
            @QueryParam("binding_id") @Nullable String bindingId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Query query = new Query();
        SyncLogSearch search = new SyncLogSearch(
                query.id("binding_id", bindingId),
                query.limit(limit),
                query.after(cursor, 1, parts -> Long.parseLong(parts.get(0))));
        query.check();
        return service.search(user.id(), search);
    }
}
