package de.msbls.paliad.calendar.platform.auth;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Whom the firm knows; sees to it that whoever writes has a row in its table of users. */
@ApplicationScoped
public class Users {

    private final UserRepository repository;
    private final boolean provision;

    Users(UserRepository repository, PaliadConfig config) {
        this.repository = repository;
        this.provision = config.users().provision();
    }

    /**
     * To be called first in the transaction of each write: an unknown user is inserted in that same transaction, so a
     * write that is refused leaves no user behind.
     *
     * @return fails with 403 when the user is unknown and cannot or may not be inserted
     */
    public Uni<Void> ensureKnown(SqlClient transaction, Caller caller) {
        return repository
                .exists(transaction, caller.id())
                .flatMap(known -> known ? Uni.createFrom().voidItem() : provision(transaction, caller));
    }

    /** Whether the firm knows that user; if so, she is there until the transaction ends. */
    public Uni<Boolean> isKnown(SqlClient transaction, UUID id) {
        return repository.exists(transaction, id);
    }

    private Uni<Void> provision(SqlClient transaction, Caller caller) {
        if (!provision) {
            return Uni.createFrom().failure(ProblemType.UNKNOWN_USER.problem("Ask the firm to add you"));
        }
        String email = caller.email();
        if (email == null || email.isBlank()) {
            return Uni.createFrom().failure(ProblemType.UNKNOWN_USER.problem("The token says no e-mail address"));
        }
        return repository
                .insert(transaction, caller.id(), email, caller.displayName())
                .flatMap(there -> there
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom()
                                .failure(ProblemType.UNKNOWN_USER.problem(
                                        "The token's e-mail address is another user's")));
    }
}
