package de.msbls.paliad.calendar.project;

import de.msbls.paliad.calendar.platform.http.PlainText;
import de.msbls.paliad.calendar.platform.json.Change;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a PATCH: a JSON Merge Patch (RFC 7396). The kind is fixed at creation, since bindings rely on it. */
public record PatchProject(
        @Schema(implementation = UUID.class, nullable = true)
        Change<UUID> parentId,

        @PlainText(max = CreateProject.MAX_TITLE, notBlank = true) @Schema(implementation = String.class)
        Change<String> title) {

    /** The node after this patch. */
    Project appliedTo(Project old) {
        return new Project(old.id(), parentId.appliedTo(old.parentId()), old.kind(), title.or(old.title()));
    }
}
