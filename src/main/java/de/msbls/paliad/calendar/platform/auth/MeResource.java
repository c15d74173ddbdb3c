package de.msbls.paliad.calendar.platform.auth;

import de.msbls.paliad.calendar.platform.database.Database;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who the service takes the caller for. */
@Path("/api/me")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "User")
public class MeResource {

    private final CurrentUser user;
    private final Database database;
    private final UserRepository repository;

    MeResource(CurrentUser user, Database database, UserRepository repository) {
        this.user = user;
        this.database = database;
        this.repository = repository;
    }

    @GET
    @Operation(
            operationId = "getMe",
            summary = "Who am I?",
            description = "As the firm knows her, else as her token says.")
    public Uni<Me> get() {
        Caller caller = user.caller();
        return database.read(client -> repository.find(client, caller));
    }
}
