package de.msbls.paliad.calendar.binding;

import de.msbls.paliad.calendar.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Which calendars are bound already. */
@ApplicationScoped
public class BindingKeys {

    private final Database database;
    private final BindingRepository bindings;

    BindingKeys(Database database, BindingRepository bindings) {
        this.database = database;
        this.bindings = bindings;
    }

    /** The user's bindings by the key of their calendar. */
    public Uni<Map<String, UUID>> ofUser(UUID userId) {
        return database.read(client -> bindings.keys(client, userId));
    }
}
