package de.msbls.paliad.calendar.calendar;

import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import de.msbls.paliad.calendar.platform.http.Page;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The calendars of the calling user's account, as the server has them at this moment. */
@Path("/api/caldav-calendars")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Calendars")
public class CalendarResource {

    private final CalendarService service;
    private final CurrentUser user;

    CalendarResource(CalendarService service, CurrentUser user) {
        this.service = service;
        this.user = user;
    }

    @GET
    @Operation(
            operationId = "listCalendars",
            summary = "The account's calendars",
            description =
                    "As the server tells them now: names, colours, which may be written, and the bindings that they have already.")
    public Uni<Page<Calendar>> list() {
        return service.list(user.id());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "makeCalendar",
            summary = "Make a calendar on the account",
            description = "By MKCALENDAR, beside the account's other calendars.")
    @APIResponseSchema(value = Calendar.class, responseCode = "201", responseDescription = "The new calendar")
    public Uni<RestResponse<Calendar>> make(@Valid @NotNull(message = "a JSON object is needed") MakeCalendar body) {
        return service.make(user.id(), body).map(made -> RestResponse.status(RestResponse.Status.CREATED, made));
    }
}
