package de.msbls.paliad.calendar.administration.guard;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whose deletions wait for an answer. */
@Path("/api/admin/held-deletions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.ADMIN)
@Tag(name = "Administration")
public class HeldGuardResource {

    private final HeldGuardService service;

    HeldGuardResource(HeldGuardService service) {
        this.service = service;
    }

    @GET
    @Operation(
            operationId = "listHeldDeletions",
            summary = "Deletions that are held in the firm",
            description = "Those that have waited longest first. Told is how many wait in whose binding, not of what.")
    public Uni<Page<HeldGuard>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        Query query = new Query();
        HeldGuardSearch search = new HeldGuardSearch(
                query.limit(limit),
                query.after(
                        cursor,
                        2,
                        parts -> new HeldGuardSearch.Position(
                                Query.instant(parts.get(0)), UUID.fromString(parts.get(1)))));
        query.check();
        return service.search(search);
    }
}
