package de.msbls.paliad.calendar.binding;

import de.msbls.paliad.calendar.audit.Actor;
import de.msbls.paliad.calendar.audit.AuditTrail;
import de.msbls.paliad.calendar.audit.Deed;
import de.msbls.paliad.calendar.binding.path.CalendarPath;
import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.Users;
import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.database.DatabaseFaults;
import de.msbls.paliad.calendar.platform.http.EntityTag.Precondition;
import de.msbls.paliad.calendar.platform.http.Versioned;
import de.msbls.paliad.calendar.platform.idempotency.Once;
import de.msbls.paliad.calendar.platform.problem.FieldError;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import de.msbls.paliad.calendar.project.ProjectRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rules of bindings that need the database: whose they are, which nodes they may have, one a calendar. */
@ApplicationScoped
class BindingService {

    private static final FieldError UNFIT_NODE =
            new FieldError("scope_id", "names no node of that kind that you can select");

    private final Database database;
    private final Users users;
    private final BindingRepository bindings;
    private final ProjectRepository projects;
    private final AuditTrail trail;

    BindingService(
            Database database, Users users, BindingRepository bindings, ProjectRepository projects, AuditTrail trail) {
        this.database = database;
        this.users = users;
        this.bindings = bindings;
        this.projects = projects;
        this.trail = trail;
    }

    Uni<List<Binding>> list(UUID userId) {
        return database.read(client -> bindings.list(client, userId));
    }

    Uni<Versioned<Binding>> get(UUID userId, UUID id) {
        return database.read(client -> bindings.find(client, userId, id)).map(BindingService::orNotFound);
    }

    Uni<Versioned<Binding>> create(Caller caller, CreateBinding request, Once once) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                        .chain(() -> once.make(transaction, () -> insert(transaction, caller, request)))
                        .chain(id -> bindings.find(transaction, caller.id(), id)))
                .map(BindingService::orNotFound)
                .onFailure(BindingService::isCalendarTaken)
                .transform(taken -> ProblemType.CALENDAR_TAKEN.problem());
    }

    /** Everything is judged on the locked row, so of two patches at once the second one sees what the first one made. */
    Uni<Versioned<Binding>> patch(Caller caller, UUID id, PatchBinding patch, Precondition precondition) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                        .chain(() -> bindings.lock(transaction, caller.id(), id))
                        .map(BindingService::orNotFound)
                        .invoke(present -> precondition.check(present.version()))
                        .chain(present -> apply(transaction, caller, present.body(), patch))
                        .chain(() -> bindings.find(transaction, caller.id(), id)))
                .map(BindingService::orNotFound);
    }

    /**
     * The binding and its targets go at once; what stands on the server is deleted later.
     *
     * @param keepRemote leave on the server what stands there
     */
    Uni<Void> delete(Caller caller, UUID id, boolean keepRemote, Precondition precondition) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                .chain(() -> bindings.lock(transaction, caller.id(), id))
                .map(BindingService::orNotFound)
                .invoke(present -> precondition.check(present.version()))
                .chain(() -> keepRemote
                        ? bindings.keepRemote(transaction)
                        : Uni.createFrom().voidItem())
                .chain(() -> bindings.delete(transaction, id))
                .chain(() -> record(transaction, caller, BindingDeeds.removed(id, keepRemote))));
    }

    Uni<Void> syncNow(Caller caller, UUID id) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                .chain(() -> bindings.find(transaction, caller.id(), id))
                .map(BindingService::orNotFound)
                .invoke(present -> requireEnabled(present.body()))
                .chain(() -> bindings.wake(transaction, id)));
    }

    private Uni<UUID> insert(SqlConnection transaction, Caller caller, CreateBinding request) {
        UUID userId = caller.id();
        CalendarPath calendar = CalendarPath.parse(request.calendarPath()).orElseThrow();
        BindingSettings settings = request.settings();
        return bindings.home(transaction, userId)
                .invoke(home -> requireCalendarOn(home, calendar))
                .chain(() -> requireNode(transaction, userId, settings))
                .chain(() -> bindings.insert(transaction, userId, calendar, settings))
                .call(id -> record(transaction, caller, BindingDeeds.made(id, calendar, settings)));
    }

    private Uni<Void> apply(SqlConnection transaction, Caller caller, Binding binding, PatchBinding patch) {
        BindingSettings old = BindingSettings.of(binding);
        BindingSettings changed = patch.appliedTo(old);
        if (changed.equals(old)) {
            return Uni.createFrom().voidItem();
        }
        Optional<FieldError> fault = ScopeValidator.fault(changed.scopeKind(), changed.scopeId());
        if (fault.isPresent()) {
            return Uni.createFrom().failure(ProblemType.INVALID_REQUEST.problem(fault.get()));
        }
        Uni<Void> judged = changed.hasScopeOf(old)
                ? Uni.createFrom().voidItem()
                : requireNode(transaction, binding.userId(), changed);
        return judged.chain(() -> bindings.update(transaction, binding.id(), changed))
                .chain(() -> changed.sendsTheSameAs(old)
                        ? Uni.createFrom().voidItem()
                        : bindings.markUserChangedScope(transaction, binding.id()))
                .chain(() -> record(transaction, caller, BindingDeeds.changed(binding.id(), old, changed)));
    }

    private Uni<Void> record(SqlConnection transaction, Caller caller, Deed deed) {
        return trail.record(transaction, Actor.owner(caller), caller.id(), deed);
    }

    /** Missing, invisible and of another kind: one answer, so that nobody learns which nodes there are. */
    private Uni<Void> requireNode(SqlConnection transaction, UUID userId, BindingSettings settings) {
        UUID nodeId = settings.scopeId();
        if (nodeId == null) {
            return Uni.createFrom().voidItem();
        }
        return projects.kindOfSelectable(transaction, userId, nodeId)
                .chain(kind -> kind.filter(settings::fitsNodeOf).isPresent()
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(ProblemType.INVALID_REQUEST.problem(UNFIT_NODE)));
    }

    private static void requireCalendarOn(Optional<URI> home, CalendarPath calendar) {
        if (home.isEmpty()) {
            throw ProblemType.NO_CONNECTION.problem("Connect a calendar account first");
        }
        if (!calendar.isOn(home.get())) {
            throw ProblemType.INVALID_REQUEST.problem(
                    new FieldError("calendar_path", "must be on the host of the account's calendars"));
        }
    }

    private static void requireEnabled(Binding binding) {
        if (!binding.enabled()) {
            throw ProblemType.CONFLICT.problem("The binding is paused");
        }
    }

    private static boolean isCalendarTaken(Throwable fault) {
        return DatabaseFaults.violatesUnique(fault, BindingRepository.ONE_BINDING_PER_CALENDAR);
    }

    private static Versioned<Binding> orNotFound(Optional<Versioned<Binding>> binding) {
        return binding.orElseThrow(ProblemType.NOT_FOUND::problem);
    }
}
