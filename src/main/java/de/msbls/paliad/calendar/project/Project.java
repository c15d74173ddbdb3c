package de.msbls.paliad.calendar.project;

import io.vertx.mutiny.sqlclient.Row;
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
}
