package de.msbls.paliad.calendar.administration.offboarding;

import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import de.msbls.paliad.calendar.platform.http.Query;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** A user who leaves the firm. */
@Path("/api/admin/users/{id}/off-boarding")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.ADMIN)
@Tag(name = "Administration")
public class OffBoardingResource {

    private final OffBoardingService service;
    private final CurrentUser user;

    OffBoardingResource(OffBoardingService service, CurrentUser user) {
        this.service = service;
        this.user = user;
    }

    @GET
    @Operation(
            operationId = "getOffBoarding",
            summary = "How far a user is off-boarded",
            description =
                    "How many events are still owed to her servers, and until when her credentials are kept for it.")
    public Uni<OffBoarding> get(UUID id) {
        return service.find(id);
    }

    @POST
    @ResponseStatus(202)
    @Operation(
            operationId = "offBoardUser",
            summary = "Off-board a user",
            description =
                    "Her bindings and her connection go at once, as when she disconnects her account herself. Their"
                            + " events disappear from her calendars, unless keep_remote is true: workers delete them with"
                            + " her credentials, which are kept for that alone, and forgotten as soon as nothing is owed"
                            + " any more, after 30 days in any case. Asking again does no harm. Her place in teams and"
                            + " whether she may sign in are not decided here, so take those first: as long as she has a"
                            + " valid token she can connect again.")
    @APIResponseSchema(value = OffBoarding.class, responseCode = "202", responseDescription = "It has begun")
    public Uni<OffBoarding> start(UUID id, @QueryParam("keep_remote") @Nullable String keepRemote) {
        Query query = new Query();
        boolean keep = query.flag("keep_remote", keepRemote);
        query.check();
        return service.start(user.caller(), id, keep);
    }
}
