package de.msbls.paliad.calendar.administration.trail;

import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who changed what. */
@Path("/api/admin/audit-trail")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.ADMIN)
@Tag(name = "Administration")
public class TrailResource {

    private final TrailService service;

    TrailResource(TrailService service) {
        this.service = service;
    }

    @GET
    @Operation(
            operationId = "listAuditTrail",
            summary = "Who changed what, newest first",
            description = "Connections and bindings, answers to held deletions, resolved conflicts, off-boardings and"
                    + " erasures, from then on (from) and before then (to). Entries are only ever added; old ones go.")
    public Uni<Page<TrailEntry>> list(
            @QueryParam("user_id") @Nullable String userId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Query query = new Query();
        TrailSearch search = new TrailSearch(
                query.id("user_id", userId),
                query.time("from", from),
                query.time("to", to),
                query.limit(limit),
                query.after(
                        cursor,
                        2,
                        parts -> new TrailSearch.Position(Query.instant(parts.get(0)), Long.parseLong(parts.get(1)))));
        query.check();
        return service.search(search);
    }
}
