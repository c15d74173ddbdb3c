package de.msbls.paliad.calendar.administration.connection;

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
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whose connections need somebody. */
@Path("/api/admin/connections")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.ADMIN)
@Tag(name = "Administration")
public class TroubledConnectionResource {

    private final TroubledConnectionService service;

    TroubledConnectionResource(TroubledConnectionService service) {
        this.service = service;
    }

    @GET
    @Operation(
            operationId = "listTroubledConnections",
            summary = "Connections that need somebody",
            description = "By the names of their owners. Without state: all that wait for the end of a fault or for a"
                    + " person. Those that are connected, new or paused are told when their state is asked for.")
    public Uni<Page<TroubledConnection>> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Query query = new Query();
        List<String> states = query.read("state", state, "a connection's state", TroubledConnectionSearch::only);
        TroubledConnectionSearch search = new TroubledConnectionSearch(
                Objects.requireNonNullElseGet(states, TroubledConnectionSearch::trouble),
                query.limit(limit),
                query.after(
                        cursor,
                        2,
                        parts -> new TroubledConnectionSearch.Position(parts.get(1), UUID.fromString(parts.get(0)))));
        query.check();
        return service.search(search);
    }
}
