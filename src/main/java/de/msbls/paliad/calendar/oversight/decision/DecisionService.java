package de.msbls.paliad.calendar.oversight.decision;

import de.msbls.paliad.calendar.audit.Act;
import de.msbls.paliad.calendar.audit.Actor;
import de.msbls.paliad.calendar.audit.AuditTrail;
import de.msbls.paliad.calendar.audit.Deed;
import de.msbls.paliad.calendar.binding.Binding;
import de.msbls.paliad.calendar.binding.BindingRepository;
import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.Users;
import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.http.Versioned;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Shows what a guard holds, and takes down what its owner decides, or an admin for her; the next tick carries it out. */
@ApplicationScoped
public class DecisionService {

    private final Database database;
    private final Users users;
    private final BindingRepository bindings;
    private final GuardRepository guards;
    private final AuditTrail trail;

    DecisionService(
            Database database, Users users, BindingRepository bindings, GuardRepository guards, AuditTrail trail) {
        this.database = database;
        this.users = users;
        this.bindings = bindings;
        this.guards = guards;
        this.trail = trail;
    }

    Uni<BindingGuard> guard(UUID userId, UUID bindingId) {
        return database.read(client -> bindings.find(client, userId, bindingId)
                .invoke(DecisionService::requireFound)
                .chain(() -> guards.find(client, bindingId))
                .map(held -> new BindingGuard(held.orElse(null))));
    }

    /** The owner decides on what she was shown, not on what a tick has found meanwhile. */
    Uni<Void> decide(Caller caller, UUID bindingId, DecideOnDeletions body) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                .chain(() -> decide(transaction, Actor.owner(caller), caller.id(), bindingId, body)));
    }

    /** As the owner herself would, on any binding of the firm. */
    public Uni<Void> decideAsAdmin(Caller admin, UUID bindingId, DecideOnDeletions body) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, admin)
                .chain(() -> bindings.owner(transaction, bindingId))
                .map(owner -> owner.orElseThrow(ProblemType.NOT_FOUND::problem))
                .chain(owner -> decide(transaction, Actor.admin(admin), owner, bindingId, body)));
    }

    private Uni<Void> decide(SqlClient transaction, Actor actor, UUID ownerId, UUID bindingId, DecideOnDeletions body) {
        return bindings.lock(transaction, ownerId, bindingId)
                .invoke(DecisionService::requireFound)
                .chain(() -> guards.lock(transaction, bindingId))
                .map(held -> held.orElseThrow(ProblemType.NOTHING_HELD::problem))
                .invoke(held -> requireFit(held, body))
                .call(() -> guards.decide(transaction, bindingId, body.decision(), body.count()))
                .call(() -> bindings.wakeAccount(transaction, ownerId))
                .chain(held -> trail.record(transaction, actor, ownerId, deed(bindingId, held, body)));
    }

    private static Deed deed(UUID bindingId, HeldDeletions held, DecideOnDeletions body) {
        return Deed.of(Act.DELETIONS_DECIDED, bindingId)
                .with("decision", body.decision().word())
                .with("direction", held.direction().word())
                .with("count", body.count());
    }

    private static void requireFit(HeldDeletions held, DecideOnDeletions body) {
        if (held.count() != body.count()) {
            throw ProblemType.HELD_CHANGED.problem(held.count() + " deletions are held now, not " + body.count());
        }
        if (body.decision() == GuardDecision.PUT_BACK && held.direction() == HeldDirection.OUTBOUND) {
            throw ProblemType.CONFLICT.problem("These appointments are not visible to the calendar's owner any more,"
                    + " which is not yours to decide: the deletions are carried out when the hold ends");
        }
    }

    private static void requireFound(Optional<Versioned<Binding>> binding) {
        if (binding.isEmpty()) {
            throw ProblemType.NOT_FOUND.problem();
        }
    }
}
