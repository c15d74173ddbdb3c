package de.msbls.paliad.calendar.project.team;

import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import de.msbls.paliad.calendar.platform.http.Page;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The teams of the nodes that the calling user may know of. */
@Path("/api/projects/{id}/team")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Projects")
public class TeamResource {

    private final TeamService service;
    private final CurrentUser user;

    TeamResource(TeamService service, CurrentUser user) {
        this.service = service;
        this.user = user;
    }

    @GET
    @Operation(
            operationId = "listTeam",
            summary = "Who is on the node's own team",
            description = "Who was put on this project itself; teams of what is above it see it too.")
    public Uni<Page<TeamMember>> list(UUID id) {
        return service.list(user.caller(), id);
    }

    @PUT
    @Path("/{user_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putTeamMember",
            summary = "Put somebody on the team, or give her another role",
            description =
                    "By a lead of the node or of one above it, or by an admin. The last lead keeps her role, unless"
                            + " an admin takes it: 409. What she sees by it comes into her calendars.")
    @APIResponse(
            responseCode = "200",
            description = "The member as she is now",
            content = @Content(schema = @Schema(implementation = TeamMember.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new member",
            content = @Content(schema = @Schema(implementation = TeamMember.class)))
    public Uni<RestResponse<TeamMember>> put(
            UUID id,
            @PathParam("user_id") UUID userId,
            @Valid @NotNull(message = "a JSON object is needed") PutTeamMember body) {
        return service.put(user.caller(), id, userId, body.role()).map(saved -> ResponseBuilder.create(
                        saved.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK, saved.member())
                .build());
    }

    @DELETE
    @Path("/{user_id}")
    @ResponseStatus(204)
    @Operation(
            operationId = "deleteTeamMember",
            summary = "Take somebody off the team",
            description = "By whoever may put her there. What she does not see any more leaves her calendars; many"
                    + " deletions at once are held for a while, in case it was an accident.")
    public Uni<Void> delete(UUID id, @PathParam("user_id") UUID userId) {
        return service.delete(user.caller(), id, userId);
    }
}
