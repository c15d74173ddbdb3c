package de.msbls.paliad.calendar.oversight.item;

import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What is not in sync in one of the calling user's bindings. */
@Path("/api/caldav-bindings/{id}/items")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Bindings")
public class ItemResource {

    private final ItemService service;
    private final CurrentUser user;

    ItemResource(ItemService service, CurrentUser user) {
        this.service = service;
        this.user = user;
    }

    @GET
    @Operation(
            operationId = "listItems",
            summary = "What is not in sync, and why",
            description = "suppressed: deleted in the calendar by its user. quarantined: refused, and tried again when"
                    + " either side changes; so is what the server fails over again and again, though it is tried more"
                    + " often. title is null while the appointment is not visible.")
    public Uni<Page<UnsyncedItem>> list(
            UUID id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Query query = new Query();
        ItemSearch search = new ItemSearch(
                query.read("state", state, "suppressed or quarantined", word -> ItemState.named(word)
                        .orElseThrow()),
                query.limit(limit),
                query.after(cursor, 1, parts -> UUID.fromString(parts.get(0))));
        query.check();
        return service.search(user.id(), id, search);
    }

    @POST
    @Path("/{appointment_id}/restore")
    @ResponseStatus(202)
    @Operation(
            operationId = "restoreItem",
            summary = "Put an appointment back",
            description = "A suppressed one is written into the calendar again; a quarantined one is tried again.")
    @APIResponse(responseCode = "202", description = "A worker is woken")
    public Uni<Void> restore(UUID id, @PathParam("appointment_id") UUID appointmentId) {
        return service.restore(user.caller(), id, appointmentId);
    }
}
