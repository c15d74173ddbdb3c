package de.msbls.paliad.calendar.binding;

import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import de.msbls.paliad.calendar.platform.http.EntityTag;
import de.msbls.paliad.calendar.platform.http.MergePatch;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The calling user's bindings; another user's are not there. */
@Path("/api/caldav-bindings")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Bindings")
public class BindingResource {

    private final BindingService service;
    private final CurrentUser user;
    private final IdempotencyKeys keys;

    BindingResource(BindingService service, CurrentUser user, IdempotencyKeys keys) {
        this.service = service;
        this.user = user;
        this.keys = keys;
    }

    @GET
    @Operation(
            operationId = "listBindings",
            summary = "All bindings",
            description = "all_visible first, then personal_only, then the others, each from the oldest on.")
    public Uni<List<Binding>> list() {
        return service.list(user.id());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createBinding",
            summary = "Bind a calendar to a scope",
            description =
                    "The calendar is filled with the next tick, within seconds. A scope_id goes with every scope_kind but"
                            + " all_visible and personal_only.")
    @APIResponseSchema(value = Binding.class, responseCode = "201", responseDescription = "The new binding")
    @Parameter(name = IdempotencyKeys.HEADER, in = ParameterIn.HEADER)
    public Uni<RestResponse<Binding>> create(@Valid @NotNull(message = "a JSON object is needed") CreateBinding body) {
        return service.create(user.caller(), body, keys.of(user.id(), body))
                .map(created -> created.toCreated(
                        URI.create("/api/caldav-bindings/" + created.body().id())));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getBinding",
            summary = "One binding",
            description = "state and error_code say how it stands; both are stable.")
    public Uni<RestResponse<Binding>> get(UUID id) {
        return service.get(user.id(), id).map(Versioned::toResponse);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchBinding",
            summary = "Change a binding",
            description = "JSON Merge Patch: an absent member stays as it is. A change to a root kind clears scope_id.")
    public Uni<RestResponse<Binding>> patch(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull(message = "a JSON object is needed") PatchBinding body) {
        return service.patch(user.caller(), id, body, EntityTag.ifMatch(ifMatch))
                .map(Versioned::toResponse);
    }

    @DELETE
    @Path("/{id}")
    @ResponseStatus(204)
    @Operation(
            operationId = "deleteBinding",
            summary = "Remove a binding",
            description = "Its events disappear from the calendar, unless keep_remote is true.")
    public Uni<Void> delete(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @QueryParam("keep_remote") @Nullable String keepRemote) {
        Query query = new Query();
        boolean keep = query.flag("keep_remote", keepRemote);
        query.check();
        return service.delete(user.caller(), id, keep, EntityTag.ifMatch(ifMatch));
    }

    @POST
    @Path("/{id}/sync")
    @ResponseStatus(202)
    @Operation(
            operationId = "syncBinding",
            summary = "Sync a binding now",
            description = "A worker looks at it as soon as the account's back-off allows.")
    @APIResponse(responseCode = "202", description = "A worker is woken")
    public Uni<Void> sync(UUID id) {
        return service.syncNow(user.caller(), id);
    }
}
