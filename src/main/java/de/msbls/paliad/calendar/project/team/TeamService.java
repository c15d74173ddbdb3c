package de.msbls.paliad.calendar.project.team;

import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.Users;
import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.problem.FieldError;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import de.msbls.paliad.calendar.project.Management;
import de.msbls.paliad.calendar.project.ProjectRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Who reads and changes which teams. A lead may not take herself off a team, nor take a lesser role, where nobody else
 * leads the node, there or above: only an admin may leave a matter without a lead.
 */
@ApplicationScoped
class TeamService {

    private static final FieldError UNKNOWN_USER = new FieldError("user_id", "is nobody whom the firm knows");

    private final Database database;
    private final Users users;
    private final ProjectRepository projects;
    private final Management management;
    private final TeamRepository teams;

    TeamService(
            Database database, Users users, ProjectRepository projects, Management management, TeamRepository teams) {
        this.database = database;
        this.users = users;
        this.projects = projects;
        this.management = management;
        this.teams = teams;
    }

    /** A member as she is after a PUT. */
    record Saved(TeamMember member, boolean created) {}

    /** The team of a selectable node; an admin reads every team. */
    Uni<Page<TeamMember>> list(Caller caller, UUID projectId) {
        return database.read(client -> projects.find(client, caller, projectId)
                .map(project -> project.orElseThrow(ProblemType.NOT_FOUND::problem))
                .chain(project -> teams.list(client, projectId))
                .map(members -> new Page<>(members, null)));
    }

    /** Who has that role already is left alone, so that no calendar is compared for it. */
    Uni<Saved> put(Caller caller, UUID projectId, UUID userId, TeamRole role) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                .chain(() -> management.requireTeam(transaction, caller, projectId))
                .chain(() -> requireKnown(transaction, userId))
                .chain(() -> teams.lock(transaction, projectId, userId))
                .chain(present -> hasRole(present, role)
                        ? Uni.createFrom().item(new Saved(present.orElseThrow(), false))
                        : save(transaction, caller, projectId, userId, role, present)));
    }

    Uni<Void> delete(Caller caller, UUID projectId, UUID userId) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                .chain(() -> management.requireTeam(transaction, caller, projectId))
                .chain(() -> teams.lock(transaction, projectId, userId))
                .map(present -> present.orElseThrow(ProblemType.NOT_FOUND::problem))
                .chain(present -> requireLeadWithout(transaction, caller, projectId, present))
                .chain(() -> teams.delete(transaction, projectId, userId)));
    }

    private Uni<Saved> save(
            SqlClient transaction,
            Caller caller,
            UUID projectId,
            UUID userId,
            TeamRole role,
            Optional<TeamMember> present) {
        Uni<Void> judged = present.isEmpty()
                ? Uni.createFrom().voidItem()
                : requireLeadWithout(transaction, caller, projectId, present.get());
        return judged.chain(() -> teams.put(transaction, projectId, userId, role))
                .chain(() -> teams.find(transaction, projectId, userId))
                .map(saved -> new Saved(saved.orElseThrow(), present.isEmpty()));
    }

    private Uni<Void> requireKnown(SqlClient transaction, UUID userId) {
        return users.isKnown(transaction, userId)
                .chain(known -> known
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(ProblemType.INVALID_REQUEST.problem(UNKNOWN_USER)));
    }

    private Uni<Void> requireLeadWithout(SqlClient transaction, Caller caller, UUID projectId, TeamMember leaving) {
        if (caller.isAdmin() || !leaving.hasRole(TeamRole.LEAD)) {
            return Uni.createFrom().voidItem();
        }
        return teams.hasAnotherLead(transaction, projectId, leaving.userId())
                .chain(led -> led
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom()
                                .failure(ProblemType.LAST_LEAD.problem(
                                        "Make somebody else a lead first, or ask an admin")));
    }

    private static boolean hasRole(Optional<TeamMember> member, TeamRole role) {
        return member.filter(present -> present.hasRole(role)).isPresent();
    }
}
