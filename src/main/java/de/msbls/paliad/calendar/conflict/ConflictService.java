package de.msbls.paliad.calendar.conflict;

import de.msbls.paliad.calendar.appointment.AppointmentService;
import de.msbls.paliad.calendar.appointment.PatchAppointment;
import de.msbls.paliad.calendar.audit.Act;
import de.msbls.paliad.calendar.audit.Actor;
import de.msbls.paliad.calendar.audit.AuditTrail;
import de.msbls.paliad.calendar.audit.Deed;
import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.Users;
import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import de.msbls.paliad.calendar.platform.problem.FieldError;
import de.msbls.paliad.calendar.platform.problem.ProblemException;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import de.msbls.paliad.calendar.platform.problem.Violations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Shows a user her conflicts, and carries out which version she wants. */
@ApplicationScoped
class ConflictService {

    private final Database database;
    private final Users users;
    private final KeptConflictRepository conflicts;
    private final AppointmentService appointments;
    private final Validator validator;
    private final AuditTrail trail;

    ConflictService(
            Database database,
            Users users,
            KeptConflictRepository conflicts,
            AppointmentService appointments,
            Validator validator,
            AuditTrail trail) {
        this.database = database;
        this.users = users;
        this.conflicts = conflicts;
        this.appointments = appointments;
        this.validator = validator;
        this.trail = trail;
    }

    Uni<Page<SyncConflict>> search(UUID userId, ConflictSearch search) {
        return database.read(client -> conflicts
                .search(client, userId, search)
                .map(rows -> Page.of(rows, search.limit(), ConflictService::cursor))
                .chain(page -> shown(client, userId, page)));
    }

    /** Of two at once one succeeds: all is judged on the locked row, and the appointment changes along with it. */
    Uni<SyncConflict> resolve(Caller caller, UUID id, Resolution resolution) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                .chain(() -> conflicts.lock(transaction, caller.id(), id))
                .map(ConflictService::orNotFound)
                .invoke(ConflictService::requireOpen)
                .chain(conflict -> resolution == Resolution.USE_REMOTE
                        ? takeOver(transaction, caller, conflict)
                        : Uni.createFrom().voidItem())
                .chain(() -> conflicts.resolve(transaction, id, resolution))
                .chain(() -> trail.record(
                        transaction,
                        Actor.owner(caller),
                        caller.id(),
                        Deed.of(Act.CONFLICT_RESOLVED, id).with("resolution", resolution.word())))
                .chain(() -> conflicts.find(transaction, caller.id(), id))
                .map(ConflictService::orNotFound)
                .chain(resolved -> shown(transaction, caller.id(), resolved)));
    }

    private Uni<Void> takeOver(SqlConnection transaction, Caller caller, SyncConflict conflict) {
        if (conflict.fields().isEmpty()) {
            return Uni.createFrom()
                    .failure(ProblemType.CONFLICT.problem("Nothing of the calendar's version can be taken over"));
        }
        PatchAppointment patch = conflict.remote().inFields(conflict.fields());
        List<FieldError> faults = Violations.of(validator.validate(patch));
        if (!faults.isEmpty()) {
            return Uni.createFrom().failure(ProblemType.UNFIT_VERSION.problem(faults));
        }
        return appointments
                .patch(transaction, caller, conflict.appointmentId(), patch)
                .onFailure(ProblemException.class)
                .transform(ConflictService::inTermsOfConflicts);
    }

    /** The conflict is there and the body is valid: what does not fit is the state of the appointment. */
    private static ProblemException inTermsOfConflicts(ProblemException refusal) {
        if (refusal.is(ProblemType.NOT_FOUND)) {
            return ProblemType.CONFLICT.problem("The appointment is gone, or you cannot see it any more");
        }
        if (refusal.is(ProblemType.INVALID_REQUEST)) {
            return ProblemType.UNFIT_VERSION.problem(
                    Objects.requireNonNullElse(refusal.problem().errors(), List.of()));
        }
        return refusal;
    }

    private Uni<Page<SyncConflict>> shown(SqlClient client, UUID userId, Page<SyncConflict> page) {
        List<UUID> ids = page.items().stream()
                .map(SyncConflict::appointmentId)
                .distinct()
                .toList();
        return appointments.titles(client, userId, ids).map(visible -> page.map(each -> shown(each, visible)));
    }

    private Uni<SyncConflict> shown(SqlClient client, UUID userId, SyncConflict conflict) {
        return appointments
                .titles(client, userId, List.of(conflict.appointmentId()))
                .map(visible -> shown(conflict, visible));
    }

    private static SyncConflict shown(SyncConflict conflict, Map<UUID, String> visible) {
        return visible.containsKey(conflict.appointmentId()) ? conflict : conflict.withoutDatabase();
    }

    private static void requireOpen(SyncConflict conflict) {
        if (conflict.resolvedAt() != null) {
            throw ProblemType.ALREADY_RESOLVED.problem();
        }
    }

    private static String cursor(SyncConflict last) {
        return Query.cursor(last.createdAt().toString(), last.id().toString());
    }

    private static SyncConflict orNotFound(Optional<SyncConflict> conflict) {
        return conflict.orElseThrow(ProblemType.NOT_FOUND::problem);
    }
}
