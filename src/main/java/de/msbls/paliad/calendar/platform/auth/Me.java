package de.msbls.paliad.calendar.platform.auth;

import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The calling user, as the firm knows her, else as her token says. */
public record Me(UUID id, @Nullable String email, String displayName, List<String> roles) {

    static Me of(Row row, Caller caller) {
        return new Me(row.getUUID("id"), row.getString("email"), row.getString("display_name"), roles(caller));
    }

    static Me unknown(Caller caller) {
        return new Me(caller.id(), caller.email(), caller.displayName(), roles(caller));
    }

    private static List<String> roles(Caller caller) {
        return caller.roles().stream().sorted().toList();
    }
}
