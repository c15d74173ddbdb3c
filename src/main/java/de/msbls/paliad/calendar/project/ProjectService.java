package de.msbls.paliad.calendar.project;

import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.Users;
import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.database.DatabaseFaults;
import de.msbls.paliad.calendar.platform.http.EntityTag.Precondition;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import de.msbls.paliad.calendar.platform.http.Versioned;
import de.msbls.paliad.calendar.platform.idempotency.Once;
import de.msbls.paliad.calendar.platform.problem.FieldError;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Who may read and write which nodes. */
@ApplicationScoped
class ProjectService {

    private static final FieldError CIRCLE = new FieldError("parent_id", "is the project itself, or stands beneath it");

    private final Database database;
    private final Users users;
    private final ProjectRepository projects;
    private final Management management;

    ProjectService(Database database, Users users, ProjectRepository projects, Management management) {
        this.database = database;
        this.users = users;
        this.projects = projects;
        this.management = management;
    }

    Uni<Page<Project>> search(Caller caller, ProjectSearch search) {
        if (search.all() && !caller.isAdmin()) {
            return Uni.createFrom().failure(ProblemType.FORBIDDEN.problem("Only admins find every project"));
        }
        return database.read(client -> projects.search(client, caller.id(), search))
                .map(rows -> Page.of(
                        rows, search.limit(), last -> Query.cursor(last.id().toString(), last.title())));
    }

    Uni<Versioned<Project>> get(Caller caller, UUID id) {
        return database.read(client -> projects.find(client, caller, id))
                .map(ProjectService::orNotFound)
                .map(Project::versioned);
    }

    Uni<Versioned<Project>> create(Caller caller, CreateProject request, Once once) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                        .chain(() -> once.make(transaction, () -> insert(transaction, caller, request)))
                        .chain(id -> projects.find(transaction, caller, id)))
                .map(ProjectService::orNotFound)
                .map(Project::versioned);
    }

    /** All is judged on the locked row. Who moves a node must manage its place before and after. */
    Uni<Versioned<Project>> patch(Caller caller, UUID id, PatchProject patch, Precondition precondition) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                        .chain(() -> projects.lock(transaction, caller, id))
                        .map(ProjectService::orNotFound)
                        .call(present -> management.requireNode(transaction, caller, present))
                        .invoke(present ->
                                precondition.check(present.versioned().version()))
                        .chain(present -> apply(transaction, caller, present, patch)))
                .onFailure(DatabaseFaults::isRefusedByTrigger)
                .transform(circle -> ProblemType.INVALID_REQUEST.problem(CIRCLE))
                .map(Project::versioned);
    }

    /** The node's team goes with it; appointments would too, so nothing is deleted that still has some. */
    Uni<Void> delete(Caller caller, UUID id, Precondition precondition) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                        .chain(() -> projects.lockAlone(transaction, caller, id))
                        .map(ProjectService::orNotFound)
                        .call(present -> management.requireNode(transaction, caller, present))
                        .invoke(present ->
                                precondition.check(present.versioned().version()))
                        .chain(() -> projects.hasAppointments(transaction, id))
                        .invoke(ProjectService::requireNone)
                        .chain(() -> projects.delete(transaction, id)))
                .onFailure(DatabaseFaults::violatesForeignKey)
                .transform(
                        stillUsed -> ProblemType.NOT_EMPTY.problem("Projects stand beneath it, or else refer to it"));
    }

    private Uni<UUID> insert(SqlClient transaction, Caller caller, CreateProject request) {
        return management
                .requirePlace(transaction, caller, request.parentId())
                .chain(() -> projects.insert(transaction, request));
    }

    private Uni<Project> apply(SqlClient transaction, Caller caller, Project present, PatchProject patch) {
        Project changed = patch.appliedTo(present);
        if (changed.equals(present)) {
            return Uni.createFrom().item(present);
        }
        return requireMove(transaction, caller, present, changed)
                .chain(() -> projects.update(transaction, changed))
                .replaceWith(changed);
    }

    private Uni<Void> requireMove(SqlClient transaction, Caller caller, Project present, Project changed) {
        if (Objects.equals(changed.parentId(), present.parentId())) {
            return Uni.createFrom().voidItem();
        }
        Optional<FieldError> fault = ClientOnTop.Validator.fault(changed.kind(), changed.parentId());
        return fault.isPresent()
                ? Uni.createFrom().failure(ProblemType.INVALID_REQUEST.problem(fault.get()))
                : management.requirePlace(transaction, caller, changed.parentId());
    }

    private static void requireNone(boolean hasAppointments) {
        if (hasAppointments) {
            throw ProblemType.NOT_EMPTY.problem("It has appointments: move or delete them first");
        }
    }

    private static Project orNotFound(Optional<Project> project) {
        return project.orElseThrow(ProblemType.NOT_FOUND::problem);
    }
}
