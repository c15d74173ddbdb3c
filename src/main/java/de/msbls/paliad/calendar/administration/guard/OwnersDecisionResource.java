package de.msbls.paliad.calendar.administration.guard;

import de.msbls.paliad.calendar.oversight.decision.DecideOnDeletions;
import de.msbls.paliad.calendar.oversight.decision.DecisionService;
import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** An answer to held deletions in their owner's place. */
@Path("/api/admin/caldav-bindings/{id}/decisions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.ADMIN)
@Tag(name = "Administration")
public class OwnersDecisionResource {

    private final DecisionService service;
    private final CurrentUser user;

    OwnersDecisionResource(DecisionService service, CurrentUser user) {
        this.service = service;
        this.user = user;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @Operation(
            operationId = "decideForOwner",
            summary = "Answer a held guard in its owner's place",
            description =
                    "As the owner's own answer: carry_out lets the deletions happen; put_back, for inbound ones alone,"
                            + " writes into her calendar again what disappeared there. The audit trail tells who answered.")
    @APIResponse(responseCode = "202", description = "A worker is woken")
    public Uni<Void> decide(UUID id, @Valid @NotNull(message = "a JSON object is needed") DecideOnDeletions body) {
        return service.decideAsAdmin(user.caller(), id, body);
    }
}
