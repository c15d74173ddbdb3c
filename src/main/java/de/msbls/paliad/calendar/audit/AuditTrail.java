package de.msbls.paliad.calendar.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Who changed what, when and whose it was. What changes connections, bindings or decisions tells it here, in its own
 * transaction: nothing is done that the trail does not tell, and the trail tells nothing that was not done.
 */
@ApplicationScoped
public class AuditTrail {

    private final AuditRepository repository;

    AuditTrail(AuditRepository repository) {
        this.repository = repository;
    }

    /** @param userId whose it is that was changed */
    public Uni<Void> record(SqlClient transaction, Actor actor, UUID userId, Deed deed) {
        return record(transaction, actor, userId, List.of(deed));
    }

    /** As for one, of several things that were done at once; none is fine too. */
    public Uni<Void> record(SqlClient transaction, Actor actor, UUID userId, List<Deed> deeds) {
        return deeds.isEmpty() ? Uni.createFrom().voidItem() : repository.add(transaction, actor, userId, deeds);
    }

    /**
     * Takes out of what was done with a user's things whatever somebody typed. Who did what, when and to which resource stays.
     *
     * @return how many rows told such a thing
     */
    public Uni<Long> eraseTexts(SqlClient transaction, UUID userId) {
        return repository.eraseTexts(transaction, userId);
    }
}
