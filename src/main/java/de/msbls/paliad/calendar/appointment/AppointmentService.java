package de.msbls.paliad.calendar.appointment;

import de.msbls.paliad.calendar.appointment.AppointmentRepository.Visible;
import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.Users;
import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.http.EntityTag.Precondition;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import de.msbls.paliad.calendar.platform.http.Versioned;
import de.msbls.paliad.calendar.platform.idempotency.Once;
import de.msbls.paliad.calendar.platform.problem.FieldError;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import de.msbls.paliad.calendar.project.ProjectRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may see, make, change and delete which appointments. */
@ApplicationScoped
public class AppointmentService {

    private static final FieldError UNFIT_PROJECT = new FieldError("project_id", "names no project that you can see");

    private final Database database;
    private final Users users;
    private final AppointmentRepository appointments;
    private final ProjectRepository projects;

    AppointmentService(Database database, Users users, AppointmentRepository appointments, ProjectRepository projects) {
        this.database = database;
        this.users = users;
        this.appointments = appointments;
        this.projects = projects;
    }

    Uni<Page<AppointmentView>> search(UUID userId, AppointmentSearch search) {
        return database.read(client -> appointments.search(client, userId, search))
                .map(rows -> Page.of(
                        rows,
                        search.limit(),
                        last -> Query.cursor(
                                last.beginsAt().toString(),
                                last.appointment().id().toString())))
                .map(page -> page.map(placed -> AppointmentView.of(placed.appointment())));
    }

    Uni<Versioned<AppointmentView>> get(UUID userId, UUID id) {
        return database.read(client -> appointments.find(client, userId, id)).map(AppointmentService::shown);
    }

    Uni<Versioned<AppointmentView>> create(Caller caller, CreateAppointment request, Once once) {
        AppointmentDraft draft = request.draft();
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                        .chain(() -> once.make(transaction, () -> insert(transaction, caller.id(), draft)))
                        .chain(id -> appointments.find(transaction, caller.id(), id)))
                .map(AppointmentService::shown);
    }

    /** All is judged on the locked row. */
    Uni<Versioned<AppointmentView>> patch(Caller caller, UUID id, PatchAppointment patch, Precondition precondition) {
        return database.inTransaction(transaction -> editable(transaction, caller, id, precondition)
                        .chain(present -> apply(transaction, caller.id(), present, patch))
                        .chain(() -> appointments.find(transaction, caller.id(), id)))
                .map(AppointmentService::shown);
    }

    /**
     * As a PATCH by that user, within a transaction of the caller's. The patch must be valid by itself.
     *
     * @return fails with 404 when she does not see it, 403 when she may not edit it, 400 when its times would not fit
     */
    public Uni<Void> patch(SqlConnection transaction, Caller caller, UUID id, PatchAppointment patch) {
        return editable(transaction, caller, id, anyVersion -> {})
                .chain(present -> apply(transaction, caller.id(), present, patch));
    }

    /** The titles of those of the appointments that the user sees now. */
    public Uni<Map<UUID, String>> titles(SqlClient client, UUID userId, Collection<UUID> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(Map.of()) : appointments.titles(client, userId, ids);
    }

    Uni<Void> delete(Caller caller, UUID id, Precondition precondition) {
        return database.inTransaction(transaction ->
                editable(transaction, caller, id, precondition).chain(present -> appointments.delete(transaction, id)));
    }

    private Uni<UUID> insert(SqlConnection transaction, UUID creator, AppointmentDraft draft) {
        return requireProject(transaction, creator, draft.projectId())
                .chain(() -> appointments.insert(transaction, creator, draft));
    }

    private Uni<Appointment> editable(SqlConnection transaction, Caller caller, UUID id, Precondition precondition) {
        return users.ensureKnown(transaction, caller)
                .chain(() -> appointments.lock(transaction, caller.id(), id))
                .map(found -> found.orElseThrow(ProblemType.NOT_FOUND::problem))
                .map(visible -> {
                    if (!visible.mayEdit()) {
                        throw ProblemType.MAY_NOT_EDIT.problem("You are an observer here");
                    }
                    precondition.check(visible.appointment().version());
                    return visible.appointment();
                });
    }

    private Uni<Void> apply(SqlConnection transaction, UUID userId, Appointment appointment, PatchAppointment patch) {
        AppointmentDraft old = AppointmentDraft.of(appointment);
        AppointmentDraft changed = patch.appliedTo(old);
        if (changed.equals(old)) {
            return Uni.createFrom().voidItem();
        }
        List<FieldError> faults = patch.touchesTimes() ? AppointmentTimes.faults(changed) : List.of();
        if (!faults.isEmpty()) {
            return Uni.createFrom().failure(ProblemType.INVALID_REQUEST.problem(faults));
        }
        return requireMove(transaction, userId, appointment, changed.projectId())
                .chain(() -> appointments.update(transaction, appointment.id(), changed));
    }

    private Uni<Void> requireMove(
            SqlConnection transaction, UUID userId, Appointment appointment, @Nullable UUID projectId) {
        if (Objects.equals(appointment.projectId(), projectId)) {
            return Uni.createFrom().voidItem();
        }
        if (projectId == null && !appointment.createdBy().equals(userId)) {
            return Uni.createFrom()
                    .failure(ProblemType.MAY_NOT_EDIT.problem("Only its creator can make it a personal appointment"));
        }
        return requireProject(transaction, userId, projectId);
    }

    private Uni<Void> requireProject(SqlConnection transaction, UUID userId, @Nullable UUID projectId) {
        if (projectId == null) {
            return Uni.createFrom().voidItem();
        }
        return projects.standing(transaction, userId, projectId).chain(standing -> {
            if (!standing.visible()) {
                return Uni.createFrom().failure(ProblemType.INVALID_REQUEST.problem(UNFIT_PROJECT));
            }
            return standing.editable()
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(ProblemType.MAY_NOT_EDIT.problem("You are an observer of that project"));
        });
    }

    private static Versioned<AppointmentView> shown(Optional<Visible> found) {
        Appointment appointment =
                found.orElseThrow(ProblemType.NOT_FOUND::problem).appointment();
        return new Versioned<>(AppointmentView.of(appointment), appointment.version());
    }
}
