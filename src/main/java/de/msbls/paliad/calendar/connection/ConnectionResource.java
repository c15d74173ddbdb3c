package de.msbls.paliad.calendar.connection;

import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The calling user's connection. */
@Path("/api/caldav-config")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Connection")
public class ConnectionResource {

    private static final String BODY_IS_NEEDED = "a JSON object is needed";

    private final ConnectionService service;
    private final CurrentUser user;

    ConnectionResource(ConnectionService service, CurrentUser user) {
        this.service = service;
        this.user = user;
    }

    @GET
    @Operation(
            operationId = "getConnection",
            summary = "The connection and its state",
            description = "state and error_code say how it stands; both are stable. There is none: 404.")
    public Uni<Connection> get() {
        return service.get(user.id());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putConnection",
            summary = "Connect an account",
            description =
                    "The first PUT also makes a binding of everything that is visible, on calendar_path or else on"
                            + " a new calendar. Later ones change no binding. Another server, port or username is another"
                            + " account: its password is needed, and the bindings wait for calendars there.")
    @APIResponse(
            responseCode = "200",
            description = "The connection as it is now",
            content = @Content(schema = @Schema(implementation = Connection.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new connection",
            content = @Content(schema = @Schema(implementation = Connection.class)))
    public Uni<RestResponse<Connection>> put(@Valid @NotNull(message = BODY_IS_NEEDED) PutConnection body) {
        return service.put(user.caller(), body).map(saved -> ResponseBuilder.create(
                        saved.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK, saved.connection())
                .build());
    }

    @DELETE
    @ResponseStatus(204)
    @Operation(
            operationId = "deleteConnection",
            summary = "Disconnect the account",
            description = "Its bindings go too, and their events disappear from its calendars.")
    public Uni<Void> delete() {
        return service.delete(user.caller());
    }
}
