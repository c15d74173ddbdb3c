package de.msbls.paliad.calendar.project.team;

import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A user's part in a node and in everything beneath it. */
public record TeamMember(
        UUID userId,
        String displayName,

        @Schema(enumeration = {"lead", "member", "observer"})
        String role) {

    static TeamMember of(Row row) {
        return new TeamMember(row.getUUID("user_id"), row.getString("display_name"), row.getString("role"));
    }

    boolean hasRole(TeamRole wanted) {
        return role.equals(wanted.word());
    }
}
