package de.msbls.paliad.calendar.administration.offboarding;

import de.msbls.paliad.calendar.audit.Act;
import de.msbls.paliad.calendar.audit.Actor;
import de.msbls.paliad.calendar.audit.AuditTrail;
import de.msbls.paliad.calendar.audit.Deed;
import de.msbls.paliad.calendar.binding.BindingRepository;
import de.msbls.paliad.calendar.connection.ConnectionService;
import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.Users;
import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Removes what a user has connected, as she herself would: her account retires, what stands on her server is deleted by
 * workers with the credentials that are kept for that alone.
 */
@ApplicationScoped
class OffBoardingService {

    private final Database database;
    private final Users users;
    private final BindingRepository bindings;
    private final ConnectionService connections;
    private final OffBoardingRepository repository;
    private final AuditTrail trail;

    OffBoardingService(
            Database database,
            Users users,
            BindingRepository bindings,
            ConnectionService connections,
            OffBoardingRepository repository,
            AuditTrail trail) {
        this.database = database;
        this.users = users;
        this.bindings = bindings;
        this.connections = connections;
        this.repository = repository;
        this.trail = trail;
    }

    Uni<OffBoarding> find(UUID userId) {
        return database.read(client -> repository.find(client, userId)).map(OffBoardingService::orNotFound);
    }

    /**
     * Where nothing is connected, nothing is done: it may be asked for again and again.
     *
     * @param keepRemote leave on the server what stands there now; what was owed before is owed all the same
     */
    Uni<OffBoarding> start(Caller admin, UUID userId, boolean keepRemote) {
        Actor actor = Actor.admin(admin);
        return database.inTransaction(transaction -> users.ensureKnown(transaction, admin)
                        .chain(() -> keepRemote
                                ? bindings.keepRemote(transaction)
                                : Uni.createFrom().voidItem())
                        .chain(() -> connections.remove(transaction, actor, userId))
                        .chain(removed -> removed
                                ? record(transaction, actor, userId, keepRemote)
                                : Uni.createFrom().voidItem())
                        .chain(() -> repository.find(transaction, userId)))
                .map(OffBoardingService::orNotFound);
    }

    private Uni<Void> record(SqlConnection transaction, Actor actor, UUID userId, boolean keepRemote) {
        Deed deed = Deed.of(Act.USER_OFF_BOARDED, userId).with("keep_remote", keepRemote);
        return trail.record(transaction, actor, userId, deed);
    }

    private static OffBoarding orNotFound(Optional<OffBoarding> found) {
        return found.orElseThrow(ProblemType.NOT_FOUND::problem);
    }
}
