package de.msbls.paliad.calendar.oversight.decision;

import de.msbls.paliad.calendar.binding.Binding;
import de.msbls.paliad.calendar.binding.BindingRepository;
import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.Users;
import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.http.Versioned;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Shows what a guard holds, and takes down what its owner decides; the next tick carries it out. */
@ApplicationScoped
class DecisionService {

    private final Database database;
    private final Users users;
    private final BindingRepository bindings;
    private final GuardRepository guards;

    DecisionService(Database database, Users users, BindingRepository bindings, GuardRepository guards) {
        this.database = database;
        this.users = users;
        this.bindings = bindings;
        this.guards = guards;
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
                .chain(() -> bindings.lock(transaction, caller.id(), bindingId))
                .invoke(DecisionService::requireFound)
                .chain(() -> guards.lock(transaction, bindingId))
                .map(held -> held.orElseThrow(ProblemType.NOTHING_HELD::problem))
                .invoke(held -> requireFit(held, body))
                .chain(() -> guards.decide(transaction, bindingId, body.decision(), body.count()))
                .chain(() -> bindings.wakeAccount(transaction, caller.id())));
    }

    private static void requireFit(HeldDeletions held, DecideOnDeletions body) {
        if (held.count() != body.count()) {
            throw ProblemType.HELD_CHANGED.problem(held.count() + " deletions are held now, not " + body.count());
        }
        if (body.decision() == GuardDecision.PUT_BACK && held.direction() == HeldDirection.OUTBOUND) {
            throw ProblemType.CONFLICT.problem("These appointments are not visible to you any more, which is not yours"
                    + " to decide: the deletions are carried out when the hold ends");
        }
    }

    private static void requireFound(Optional<Versioned<Binding>> binding) {
        if (binding.isEmpty()) {
            throw ProblemType.NOT_FOUND.problem();
        }
    }
}
