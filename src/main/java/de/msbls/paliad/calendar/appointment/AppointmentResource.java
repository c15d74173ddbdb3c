package de.msbls.paliad.calendar.appointment;

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
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The appointments that the calling user may see. */
@Path("/api/appointments")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Appointments")
public class AppointmentResource {

    private static final String BODY_IS_NEEDED = "a JSON object is needed";

    private final AppointmentService service;
    private final CurrentUser user;
    private final IdempotencyKeys keys;

    AppointmentResource(AppointmentService service, CurrentUser user, IdempotencyKeys keys) {
        this.service = service;
        this.user = user;
        this.keys = keys;
    }

    @GET
    @Operation(
            operationId = "listAppointments",
            summary = "Visible appointments by their beginning",
            description = "from and to: a date or an RFC 3339 time; the days of all-day appointments count in UTC.")
    public Uni<Page<AppointmentView>> list(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("project_id") @Nullable String projectId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Query query = new Query();
        AppointmentSearch search = new AppointmentSearch(
                query.time("from", from),
                query.time("to", to),
                query.id("project_id", projectId),
                query.limit(limit),
                query.after(
                        cursor,
                        2,
                        parts -> new AppointmentSearch.Position(
                                OffsetDateTime.parse(parts.get(0)), UUID.fromString(parts.get(1)))));
        query.check();
        return service.search(user.id(), search);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createAppointment",
            summary = "Make an appointment",
            description =
                    "Timed: starts_at, ends_at and time_zone. All-day: all_day, start_date and end_date, the first day after it.")
    @APIResponseSchema(value = AppointmentView.class, responseCode = "201", responseDescription = "The new appointment")
    @Parameter(name = IdempotencyKeys.HEADER, in = ParameterIn.HEADER)
    public Uni<RestResponse<AppointmentView>> create(@Valid @NotNull(message = BODY_IS_NEEDED) CreateAppointment body) {
        return service.create(user.caller(), body, keys.of(user.id(), body))
                .map(created -> created.toCreated(
                        URI.create("/api/appointments/" + created.body().id())));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getAppointment",
            summary = "One appointment",
            description = "Its ETag is what a later change may be bound to by If-Match.")
    public Uni<RestResponse<AppointmentView>> get(UUID id) {
        return service.get(user.id(), id).map(Versioned::toResponse);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchAppointment",
            summary = "Change an appointment",
            description =
                    "JSON Merge Patch: an absent member stays as it is. A change of all_day drops the times of the"
                            + " other kind.")
    public Uni<RestResponse<AppointmentView>> patch(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull(message = BODY_IS_NEEDED) PatchAppointment body) {
        return service.patch(user.caller(), id, body, EntityTag.ifMatch(ifMatch))
                .map(Versioned::toResponse);
    }

    @DELETE
    @Path("/{id}")
    @ResponseStatus(204)
    @Operation(
            operationId = "deleteAppointment",
            summary = "Delete an appointment",
            description = "It disappears from every calendar.")
    public Uni<Void> delete(UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return service.delete(user.caller(), id, EntityTag.ifMatch(ifMatch));
    }
}
