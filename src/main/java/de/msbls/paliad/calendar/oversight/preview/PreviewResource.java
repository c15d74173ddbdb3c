package de.msbls.paliad.calendar.oversight.preview;

import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What one of the calling user's bindings brings into its calendar. */
@Path("/api/caldav-bindings/{id}/preview")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Bindings")
public class PreviewResource {

    private final PreviewService service;
    private final CurrentUser user;

    PreviewResource(PreviewService service, CurrentUser user) {
        this.service = service;
        this.user = user;
    }

    @GET
    @Operation(
            operationId = "previewBinding",
            summary = "What is in scope",
            description = "How many appointments, and the first few: the next one to come first. What ended long ago is"
                    + " counted, though it is not written into a calendar anew.")
    public Uni<BindingPreview> preview(UUID id) {
        return service.preview(user.id(), id);
    }
}
