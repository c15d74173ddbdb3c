package de.msbls.paliad.calendar.oversight.decision;

import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The held deletions of one of the calling user's bindings. */
@Path("/api/caldav-bindings/{id}/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Bindings")
public class DecisionResource {

    private final DecisionService service;
    private final CurrentUser user;

    DecisionResource(DecisionService service, CurrentUser user) {
        this.service = service;
        this.user = user;
    }

    @GET
    @Operation(
            operationId = "getHeldDeletions",
            summary = "Which deletions are held",
            description = "More deletions than usual wait for their owner's answer; creates and updates go on.")
    public Uni<BindingGuard> held(UUID id) {
        return service.guard(user.id(), id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @Operation(
            operationId = "decideOnDeletions",
            summary = "Answer a held guard",
            description =
                    "carry_out lets the deletions happen. put_back, for inbound ones alone, writes into the calendar"
                            + " again what disappeared there.")
    @APIResponse(responseCode = "202", description = "A worker is woken")
    public Uni<Void> decide(UUID id, @Valid @NotNull(message = "a JSON object is needed") DecideOnDeletions body) {
        return service.decide(user.caller(), id, body);
    }
}
