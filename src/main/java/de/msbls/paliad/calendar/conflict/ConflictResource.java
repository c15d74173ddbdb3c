package de.msbls.paliad.calendar.conflict;

import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The calling user's conflicts; another user's are not there. */
@Path("/api/caldav-conflicts")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Conflicts")
public class ConflictResource {

    private final ConflictService service;
    private final CurrentUser user;

    ConflictResource(ConflictService service, CurrentUser user) {
        this.service = service;
        this.user = user;
    }

    @GET
    @Operation(
            operationId = "listConflicts",
            summary = "Versions that lost, newest first",
            description = "database is null while the appointment is not visible.")
    public Uni<Page<SyncConflict>> list(
            @QueryParam("binding_id") @Nullable String bindingId,
            @QueryParam("resolved") @Nullable String resolved,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Query query = new Query();
        ConflictSearch search = new ConflictSearch(
                query.id("binding_id", bindingId),
                query.condition("resolved", resolved),
                query.limit(limit),
                query.after(
                        cursor,
                        2,
                        parts -> new ConflictSearch.Position(
                                Query.instant(parts.get(0)), UUID.fromString(parts.get(1)))));
        query.check();
        return service.search(user.id(), search);
    }

    @POST
    @Path("/{id}/resolve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "resolveConflict",
            summary = "Say which version is wanted",
            description = "use_remote changes the appointment in the fields that differed, as far as you may edit it.")
    public Uni<SyncConflict> resolve(
            UUID id, @Valid @NotNull(message = "a JSON object is needed") ResolveConflict body) {
        return service.resolve(user.caller(), id, body.resolution());
    }
}
