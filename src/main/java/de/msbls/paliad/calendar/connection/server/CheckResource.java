package de.msbls.paliad.calendar.connection.server;

import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tries connections. */
@Path("/api/caldav-config/check")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Connection")
public class CheckResource {

    private final Accounts accounts;
    private final CurrentUser user;

    CheckResource(Accounts accounts, CurrentUser user) {
        this.accounts = accounts;
        this.user = user;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "checkConnection",
            summary = "Try a connection without saving it",
            description = "A failure tells its cause in error_code.")
    public Uni<CheckResult> check(@Valid @NotNull(message = "a JSON object is needed") CheckConnection body) {
        return accounts.check(user.id(), body);
    }
}
