package de.msbls.paliad.calendar.oversight.item;

import de.msbls.paliad.calendar.appointment.AppointmentService;
import de.msbls.paliad.calendar.binding.Binding;
import de.msbls.paliad.calendar.binding.BindingRepository;
import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.Users;
import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.http.Page;
import de.msbls.paliad.calendar.platform.http.Query;
import de.msbls.paliad.calendar.platform.http.Versioned;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import de.msbls.paliad.calendar.sync.slice.Scope;
import de.msbls.paliad.calendar.sync.slice.SliceRepository;
import de.msbls.paliad.calendar.sync.target.TargetUid;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shows the owner of a binding what is not in sync, and puts it back when she asks. */
@ApplicationScoped
class ItemService {

    private final Database database;
    private final Users users;
    private final BindingRepository bindings;
    private final ItemRepository items;
    private final AppointmentService appointments;
    private final SliceRepository slices;

    ItemService(
            Database database,
            Users users,
            BindingRepository bindings,
            ItemRepository items,
            AppointmentService appointments,
            SliceRepository slices) {
        this.database = database;
        this.users = users;
        this.bindings = bindings;
        this.items = items;
        this.appointments = appointments;
        this.slices = slices;
    }

    Uni<Page<UnsyncedItem>> search(UUID userId, UUID bindingId, ItemSearch search) {
        return database.read(client -> bindings.find(client, userId, bindingId)
                .map(ItemService::orNotFound)
                .chain(() -> items.search(client, bindingId, search))
                .map(rows -> Page.of(
                        rows,
                        search.limit(),
                        last -> Query.cursor(last.appointmentId().toString())))
                .chain(page -> shown(client, userId, page)));
    }

    /** Judged on the locked target, so of two at once the second one finds it put back already. */
    Uni<Void> restore(Caller caller, UUID bindingId, UUID appointmentId) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                .chain(() -> bindings.lock(transaction, caller.id(), bindingId))
                .map(ItemService::orNotFound)
                .chain(binding -> restore(transaction, binding, appointmentId))
                .chain(() -> items.lookAgain(transaction, bindingId, appointmentId))
                .chain(() -> bindings.wakeAccount(transaction, caller.id())));
    }

    private Uni<Void> restore(SqlConnection transaction, Binding binding, UUID appointmentId) {
        return items.lock(transaction, binding.id(), appointmentId)
                .map(found -> found.orElseThrow(ProblemType.NOT_FOUND::problem))
                .chain(target -> switch (target.state().orElseThrow(ItemService::nothingToRestore)) {
                    case SUPPRESSED ->
                        requireInScope(transaction, binding, appointmentId)
                                .chain(() -> beginAnew(transaction, binding, appointmentId, target));
                    case QUARANTINED -> items.tryAgain(transaction, target.targetId());
                });
    }

    private Uni<Void> requireInScope(SqlConnection transaction, Binding binding, UUID appointmentId) {
        Scope scope = new Scope(binding.userId(), binding.scopeKind(), binding.scopeId(), binding.includePersonal());
        return slices.among(transaction, scope, List.of(appointmentId))
                .chain(held -> held.contains(appointmentId)
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom()
                                .failure(ProblemType.CONFLICT.problem(
                                        "The appointment is not in the binding's scope any more")));
    }

    private Uni<Void> beginAnew(
            SqlConnection transaction, Binding binding, UUID appointmentId, ItemRepository.Standing target) {
        int incarnation = target.incarnation() + 1;
        return items.beginAnew(
                transaction, target.targetId(), incarnation, TargetUid.of(binding.id(), appointmentId, incarnation));
    }

    private Uni<Page<UnsyncedItem>> shown(SqlClient client, UUID userId, Page<ItemRepository.Kept> page) {
        List<UUID> ids =
                page.items().stream().map(ItemRepository.Kept::appointmentId).toList();
        return appointments.titles(client, userId, ids).map(titles -> page.map(kept -> UnsyncedItem.of(kept, titles)));
    }

    private static RuntimeException nothingToRestore() {
        return ProblemType.CONFLICT.problem("The sync looks after this appointment; nothing is to be put back");
    }

    private static Binding orNotFound(Optional<Versioned<Binding>> binding) {
        return binding.orElseThrow(ProblemType.NOT_FOUND::problem).body();
    }
}
