package de.msbls.paliad.calendar.project;

import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.problem.FieldError;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may manage: the lead of a node, the team and children of that node and of all beneath it; an admin, the clients
 * (what has nothing above it) and every team. Each answer holds until the transaction ends: the memberships that it rests
 * on are locked, so that who loses them meanwhile either still came first or is refused.
 */
@ApplicationScoped
public class Management {

    private static final FieldError UNFIT_PARENT = new FieldError("parent_id", "names no project that you can see");

    private final ProjectRepository projects;

    Management(ProjectRepository projects) {
        this.projects = projects;
    }

    /**
     * Changes of a node's team take turns from here on.
     *
     * @return fails with 404 when the caller may not know of the node, 403 when its team is not hers to change
     */
    public Uni<Void> requireTeam(SqlClient transaction, Caller caller, UUID id) {
        return projects.lock(transaction, caller, id).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().failure(ProblemType.NOT_FOUND.problem());
            }
            return caller.isAdmin() ? Uni.createFrom().voidItem() : requireLead(transaction, caller, id);
        });
    }

    /**
     * Whether the caller may rename, move or delete a node that she may know of.
     *
     * @return fails with 403 when she may not
     */
    Uni<Void> requireNode(SqlClient transaction, Caller caller, Project node) {
        UUID parentId = node.parentId();
        if (parentId != null) {
            return requireLead(transaction, caller, parentId);
        }
        return caller.isAdmin()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(ProblemType.MAY_NOT_EDIT.problem("Clients are an admin's to change"));
    }

    /**
     * Whether the caller may put a node beneath that one, which stays until the transaction ends.
     *
     * @param parentId null: a client
     * @return fails with 400 when she may not know of the parent, 403 when its children are not hers
     */
    Uni<Void> requirePlace(SqlClient transaction, Caller caller, @Nullable UUID parentId) {
        if (parentId == null) {
            return caller.isAdmin()
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(ProblemType.FORBIDDEN.problem("Clients are an admin's to make"));
        }
        return projects.hold(transaction, caller, parentId)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().failure(ProblemType.INVALID_REQUEST.problem(UNFIT_PARENT))
                        : requireLead(transaction, caller, parentId));
    }

    private Uni<Void> requireLead(SqlClient transaction, Caller caller, UUID id) {
        return projects.leads(transaction, caller.id(), id)
                .chain(leads -> leads
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom()
                                .failure(ProblemType.MAY_NOT_EDIT.problem("You are no lead there, nor above")));
    }
}
