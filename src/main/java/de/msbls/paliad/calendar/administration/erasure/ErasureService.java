package de.msbls.paliad.calendar.administration.erasure;

import de.msbls.paliad.calendar.audit.Act;
import de.msbls.paliad.calendar.audit.Actor;
import de.msbls.paliad.calendar.audit.AuditTrail;
import de.msbls.paliad.calendar.audit.Deed;
import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.Users;
import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Erases what tells of a user's appointments and is no longer needed for her calendars, and tells that it did. */
@ApplicationScoped
class ErasureService {

    private final Database database;
    private final Users users;
    private final ErasureRepository repository;
    private final AuditTrail trail;

    ErasureService(Database database, Users users, ErasureRepository repository, AuditTrail trail) {
        this.database = database;
        this.users = users;
        this.repository = repository;
        this.trail = trail;
    }

    Uni<Void> erase(Caller admin, UUID userId) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, admin)
                .chain(() -> repository.isKnown(transaction, userId))
                .chain(known -> known
                        ? erase(transaction, Actor.admin(admin), userId)
                        : Uni.createFrom().failure(ProblemType.NOT_FOUND.problem())));
    }

    private Uni<Void> erase(SqlConnection transaction, Actor actor, UUID userId) {
        return repository.erase(transaction, userId).chain(erased -> trail.eraseTexts(transaction, userId)
                .chain(texts -> trail.record(
                        transaction,
                        actor,
                        userId,
                        Deed.of(Act.DATA_ERASED, userId)
                                .with("conflicts", erased.conflicts())
                                .with("log_entries", erased.logEntries())
                                .with("audit_texts", texts))));
    }
}
