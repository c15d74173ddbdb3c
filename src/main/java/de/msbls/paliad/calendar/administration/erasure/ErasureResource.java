package de.msbls.paliad.calendar.administration.erasure;

import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** What the service has kept of a user. */
@Path("/api/admin/users/{id}/sync-data")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.ADMIN)
@Tag(name = "Administration")
public class ErasureResource {

    private final ErasureService service;
    private final CurrentUser user;

    ErasureResource(ErasureService service, CurrentUser user) {
        this.service = service;
        this.user = user;
    }

    @DELETE
    @ResponseStatus(204)
    @Operation(
            operationId = "eraseSyncData",
            summary = "Erase what was kept of a user",
            description =
                    "What goes: her conflicts, open ones too, and with them versions that stand nowhere else; her sync"
                            + " log; and out of the audit trail what somebody typed on her things: names of bindings, paths"
                            + " of calendars, server and username. What stays: that it was done, when, by whom and to which"
                            + " resource, since the trail answers for that; her connection, her bindings and the texts of"
                            + " the events that stand in her calendars, which the sync works with until she is off-boarded;"
                            + " and what is still owed to her servers, with the texts that tell whether she has edited it,"
                            + " until it is deleted there or her account's 30 days are over. Her appointments are the firm's.")
    public Uni<Void> erase(UUID id) {
        return service.erase(user.caller(), id);
    }
}
