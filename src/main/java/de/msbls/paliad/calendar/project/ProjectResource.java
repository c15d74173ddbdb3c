package de.msbls.paliad.calendar.project;

import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import de.msbls.paliad.calendar.platform.http.EntityTag;
import de.msbls.paliad.calendar.platform.http.MergePatch;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import de.msbls.paliad.calendar.platform.http.Versioned;
import de.msbls.paliad.calendar.platform.idempotency.IdempotencyKeys;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The nodes that the calling user may put into a binding, and what she may make of the tree. */
@Path("/api/projects")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Projects")
public class ProjectResource {

    private static final int MAX_SEARCH = 500;
    private static final String BODY_IS_NEEDED = "a JSON object is needed";

    private final ProjectService service;
    private final CurrentUser user;
    private final IdempotencyKeys keys;

    ProjectResource(ProjectService service, CurrentUser user, IdempotencyKeys keys) {
        this.service = service;
        this.user = user;
        this.keys = keys;
    }

    @GET
    @Operation(
            operationId = "listProjects",
            summary = "Search the tree",
            description =
                    "Nodes that are visible or lead to a visible one, by title; with all=true, for admins, every node.")
    public Uni<Page<Project>> list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("parent_id") @Nullable String parentId,
            @QueryParam("all") @Nullable String all,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Query query = new Query();
        ProjectSearch search = new ProjectSearch(
                query.id("parent_id", parentId),
                query.text("q", text, MAX_SEARCH),
                query.flag("all", all),
                query.limit(limit),
                query.after(
                        cursor, 2, parts -> new ProjectSearch.Position(parts.get(1), UUID.fromString(parts.get(0)))));
        query.check();
        return service.search(user.caller(), search);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createProject",
            summary = "Make a node",
            description = "Beneath a node: by a lead of that one or of one above it. A client, which alone has no"
                    + " parent_id: by an admin.")
    @APIResponseSchema(value = Project.class, responseCode = "201", responseDescription = "The new node")
    @Parameter(name = IdempotencyKeys.HEADER, in = ParameterIn.HEADER)
    public Uni<RestResponse<Project>> create(@Valid @NotNull(message = BODY_IS_NEEDED) CreateProject body) {
        return service.create(user.caller(), body, keys.of(user.id(), body))
                .map(created -> created.toCreated(
                        URI.create("/api/projects/" + created.body().id())));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getProject", summary = "One node", description = "An admin may look at every one.")
    public Uni<RestResponse<Project>> get(UUID id) {
        return service.get(user.caller(), id).map(Versioned::toResponse);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchProject",
            summary = "Rename or move a node",
            description =
                    "JSON Merge Patch: an absent member stays as it is. By a lead of a node above it; who moves it"
                            + " must be one at the old place and at the new. Clients: by an admin. All that stands beneath moves"
                            + " along, and calendars follow what each lawyer sees then.")
    public Uni<RestResponse<Project>> patch(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull(message = BODY_IS_NEEDED) PatchProject body) {
        return service.patch(user.caller(), id, body, EntityTag.ifMatch(ifMatch))
                .map(Versioned::toResponse);
    }

    @DELETE
    @Path("/{id}")
    @ResponseStatus(204)
    @Operation(
            operationId = "deleteProject",
            summary = "Delete a node",
            description = "With its team, by whoever may rename it. One that has children or appointments stays: 409.")
    public Uni<Void> delete(UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return service.delete(user.caller(), id, EntityTag.ifMatch(ifMatch));
    }
}
