package de.msbls.paliad.calendar.project;

import de.msbls.paliad.calendar.platform.http.Versioned;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A node of the firm's tree. */
public record Project(
        UUID id,
        @Nullable UUID parentId,

        @Schema(enumeration = {"client", "litigation", "patent", "case", "project"})
        String kind,

        String title) {

    static Project of(Row row) {
        return new Project(row.getUUID("id"), row.getUUID("parent_id"), row.getString("kind"), row.getString("title"));
    }

    /** The firm's table counts no versions: here the version is a hash of all that is shown. */
    Versioned<Project> versioned() {
        byte[] shown = (id + "/" + parentId + "/" + kind + "/" + title).getBytes(StandardCharsets.UTF_8);
        return new Versioned<>(this, UUID.nameUUIDFromBytes(shown).getMostSignificantBits() & Long.MAX_VALUE);
    }
}
