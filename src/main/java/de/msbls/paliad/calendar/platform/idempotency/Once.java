package de.msbls.paliad.calendar.platform.idempotency;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.UUID;
import java.util.function.Supplier;

/** How a request makes a resource: once for each of its keys. */
@FunctionalInterface
public interface Once {

    /**
     * Makes the resource, unless the same request has made it before. What the creation needs and refuses belongs into it: none of
     * that is asked again when nothing is made.
     *
     * @param transaction of the creation; should it fail, the key is free again
     * @param creation makes the resource and tells its id
     * @return the id of what was made, now or then; it may be gone meanwhile. Fails with 422 when another request of that user had
     *     the key
     */
    Uni<UUID> make(SqlClient transaction, Supplier<Uni<UUID>> creation);
}
