package de.msbls.paliad.calendar.oversight.live;

import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

/** The caller's states as server-sent events (WHATWG HTML, 9.2). */
@Path("/api/events")
@Authenticated
@Tag(name = "Events")
public class LiveResource {

    private final LiveService service;
    private final CurrentUser user;

    LiveResource(LiveService service, CurrentUser user) {
        this.service = service;
        this.user = user;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "watchStates",
            summary = "State changes of one's own, as they happen",
            description = "Read it with fetch and the bearer token. First come connection (or connection_removed) and"
                    + " bindings, the whole list; then connection, connection_removed, binding (one that is new or"
                    + " changed) and binding_removed, each with what the API shows of it as JSON. A comment comes now and"
                    + " then when there is nothing to tell. The stream ends with the token; after a reconnect everything"
                    + " is told anew.")
    @APIResponse(
            responseCode = "200",
            description = "A stream that goes on until it is closed",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            example =
                                    "event: binding_removed\ndata: {\"id\":\"4c1d7f0a-4c65-4b0e-9d3c-3f1f2b8d9a10\"}\n\n"))
    public Multi<OutboundSseEvent> watch(@Context Sse sse) {
        UUID id = user.id();
        Duration life = user.remainingLifeOfToken();
        return RestMulti.fromUniResponse(
                service.now(id), first -> service.from(first, id, life).map(event -> sent(sse, event)));
    }

    private static OutboundSseEvent sent(Sse sse, LiveEvent event) {
        return event.body() == null
                ? sse.newEventBuilder().comment("").build()
                : sse.newEventBuilder()
                        .name(event.name())
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(event.body())
                        .build();
    }
}
