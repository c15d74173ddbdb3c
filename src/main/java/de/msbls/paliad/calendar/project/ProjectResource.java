package de.msbls.paliad.calendar.project;

import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The nodes that the calling user may put into a binding, and their teams. */
@Path("/api/projects")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Projects")
public class ProjectResource {

    private static final int MAX_SEARCH = 500;

    private final ProjectService service;
    private final CurrentUser user;

    ProjectResource(ProjectService service, CurrentUser user) {
        this.service = service;
        this.user = user;
    }

    @GET
    @Operation(
            operationId = "listProjects",
            summary = "Search the tree",
            description = "Nodes that are visible or lead to a visible one, by title.")
    public Uni<Page<Project>> list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("parent_id") @Nullable String parentId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Query query = new Query();
        ProjectSearch search = new ProjectSearch(
                query.id("parent_id", parentId),
                query.text("q", text, MAX_SEARCH),
                query.limit(limit),
                query.after(
                        cursor, 2, parts -> new ProjectSearch.Position(parts.get(1), UUID.fromString(parts.get(0)))));
        query.check();
        return service.search(user.id(), search);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getProject", summary = "One node")
    public Uni<Project> get(UUID id) {
        return service.get(user.id(), id);
    }

    @GET
    @Path("/{id}/team")
    @Operation(operationId = "listTeam", summary = "Who is on the node's own team")
    public Uni<Page<TeamMember>> team(UUID id) {
        Caller caller = user.caller();
        return service.team(caller, id);
    }
}
