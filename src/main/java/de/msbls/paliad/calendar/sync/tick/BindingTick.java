package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.CalDavException;
import de.msbls.paliad.calendar.caldav.CollectionState;
import de.msbls.paliad.calendar.caldav.Listing;
import de.msbls.paliad.calendar.sync.account.AccountRepository;
import de.msbls.paliad.calendar.sync.account.BindingOutcome;
import de.msbls.paliad.calendar.sync.account.SyncBinding;
import de.msbls.paliad.calendar.sync.change.PendingRepository;
import de.msbls.paliad.calendar.sync.item.ItemTick;
import de.msbls.paliad.calendar.sync.item.Session;
import de.msbls.paliad.calendar.sync.item.Slot;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.log.TickLogRepository;
import de.msbls.paliad.calendar.sync.slice.Scope;
import de.msbls.paliad.calendar.sync.slice.SliceDifference;
import de.msbls.paliad.calendar.sync.slice.SliceRepository;
import de.msbls.paliad.calendar.sync.target.StandingObject;
import de.msbls.paliad.calendar.sync.target.TargetRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One binding's part of a tick: look at the calendar, gather what differs, settle it, record how it went. */
@ApplicationScoped
class BindingTick {

    private final CalDavClient client;
    private final PendingRepository pending;
    private final SliceRepository slices;
    private final TargetRepository targets;
    private final WorkloadPlanner workloads;
    private final FirstGenerationAdoption adoption;
    private final ItemTick items;
    private final LeaseRepository leases;
    private final AccountRepository accounts;
    private final TickLogRepository log;
    private final Pool pool;
    private final Clock clock;

    BindingTick(
            CalDavClient client,
            PendingRepository pending,
            SliceRepository slices,
            TargetRepository targets,
            WorkloadPlanner workloads,
            FirstGenerationAdoption adoption,
            ItemTick items,
            LeaseRepository leases,
            AccountRepository accounts,
            TickLogRepository log,
            Pool pool,
            Clock clock) {
        this.client = client;
        this.pending = pending;
        this.slices = slices;
        this.targets = targets;
        this.workloads = workloads;
        this.adoption = adoption;
        this.items = items;
        this.leases = leases;
        this.accounts = accounts;
        this.log = log;
        this.pool = pool;
        this.clock = clock;
    }

    /** Always leaves an outcome on the binding; fails only when the lease or the database is lost. */
    Uni<Run> run(Session session, SyncBinding binding) {
        String path = Objects.requireNonNull(binding.calendarPath());
        return client.collection(session.remote(), session.home(), path)
                .chain(collection -> collection.writable()
                        ? sync(session, binding, path, collection)
                        : Uni.createFrom().item(new Run(Outcomes.readOnly(binding), null)))
                .onFailure(CalDavException.class)
                .recoverWithItem(failure -> Run.failed(binding, failure))
                .call(run -> record(session, run.outcome()));
    }

    /** The server makes no calendars for us: the owner must choose one. */
    Uni<Run> leaveWithoutCalendar(Session session, SyncBinding binding) {
        BindingOutcome outcome = Outcomes.chooseCalendar(binding);
        return record(session, outcome).replaceWith(() -> new Run(outcome, null));
    }

    /** How it went, and the fault that concerns the whole account, after which its other bindings are left alone. */
    record Run(BindingOutcome outcome, @Nullable CalDavException accountFault) {

        static Run failed(SyncBinding binding, CalDavException failure) {
            return new Run(Outcomes.of(binding, failure), Faults.concernsAccount(failure) ? failure : null);
        }
    }

    private Uni<Run> sync(Session session, SyncBinding binding, String path, CollectionState collection) {
        return listing(session, binding, path, collection).chain(listing -> adopt(session, binding, path, listing)
                .chain(() -> pending.pending(binding.id()))
                .chain(marks -> differences(binding, marks)
                        .chain(differences -> workload(binding, differences, listing))
                        .chain(work -> settle(session, binding, path, listing, work)
                                .chain(result -> finish(session, binding, marks, listing, collection, work, result)))));
    }

    /** Empty when the collection's tag has not moved: a quiet calendar costs one request. */
    private Uni<Seen> listing(Session session, SyncBinding binding, String path, CollectionState collection) {
        String ctag = collection.ctag();
        boolean quiet = ctag != null && ctag.equals(binding.ctag()) && !binding.listingDue() && !binding.adopting();
        if (quiet) {
            return Uni.createFrom().item(new Seen(null));
        }
        return client.list(session.remote(), session.home(), path).map(Seen::new);
    }

    /** What the listing showed; NULL: nothing moved. */
    private record Seen(@Nullable Listing listing) {

        boolean complete() {
            return listing != null && listing.complete();
        }
    }

    private Uni<Void> adopt(Session session, SyncBinding binding, String path, Seen seen) {
        Listing listing = seen.listing();
        return binding.adopting() && listing != null && listing.complete()
                ? adoption.adopt(session, binding, path, listing)
                : Uni.createFrom().voidItem();
    }

    private Uni<List<SliceDifference>> differences(SyncBinding binding, Map<UUID, Long> marks) {
        Scope scope = binding.scope();
        if (binding.comparesWhole() || binding.adopting()) {
            return slices.differences(pool, binding.id(), scope, null);
        }
        return marks.isEmpty()
                ? Uni.createFrom().item(List.of())
                : slices.differences(pool, binding.id(), scope, List.copyOf(marks.keySet()));
    }

    private Uni<Workload> workload(SyncBinding binding, List<SliceDifference> differences, Seen seen) {
        boolean nothing = differences.isEmpty() && seen.listing() == null;
        Uni<List<StandingObject>> standing =
                nothing ? Uni.createFrom().item(List.of()) : targets.standing(binding.id());
        return standing.chain(objects -> outOfScope(binding, workloads.moved(objects, seen.listing()))
                .map(left -> Stream.concat(differences.stream(), left).toList())
                .map(all -> workloads.of(binding, all, objects, seen.listing(), clock.instant())));
    }

    /** What moved in the calendar need not differ here, and yet be out of scope: it is not taken for the slice's. */
    private Uni<Stream<SliceDifference>> outOfScope(SyncBinding binding, Set<UUID> moved) {
        if (moved.isEmpty()) {
            return Uni.createFrom().item(Stream.empty());
        }
        return slices.among(pool, binding.scope(), moved).map(held -> moved.stream()
                .filter(appointment -> !held.contains(appointment))
                .map(appointment -> new SliceDifference(appointment, null, null, false)));
    }

    private Uni<ItemTick.Result> settle(Session session, SyncBinding binding, String path, Seen seen, Workload work) {
        boolean mayCreate = !binding.adopting() || seen.complete();
        Slot slot = new Slot(binding.id(), path, binding.detail(), seen.listing(), mayCreate);
        return settle(session, slot, work, work.chunks().iterator(), ItemTick.Result.NOTHING);
    }

    private Uni<ItemTick.Result> settle(
            Session session, Slot slot, Workload work, Iterator<List<UUID>> chunks, ItemTick.Result before) {
        if (before.failure() != null || !chunks.hasNext()) {
            return Uni.createFrom().item(before);
        }
        return items.run(session, slot, chunks.next(), work.outOfScope())
                .chain(result -> settle(session, slot, work, chunks, before.plus(result)));
    }

    /** Marks what this tick has dealt with; what it could not settle is looked at again, listing and all. */
    private Uni<Run> finish(
            Session session,
            SyncBinding binding,
            Map<UUID, Long> marks,
            Seen seen,
            CollectionState collection,
            Workload work,
            ItemTick.Result result) {
        boolean ended = result.failure() == null;
        boolean settled = ended && result.unsettled().isEmpty() && work.held() == null;
        boolean compared = ended && work.held() == null && (binding.comparesWhole() || binding.adopting());
        boolean listed = ended && seen.complete();
        BindingOutcome outcome = Outcomes.of(binding, result, work.held(), seen.listing())
                .observed(
                        listed || !settled,
                        listed && settled ? collection.ctag() : null,
                        compared ? binding.scopeChanges() : null,
                        listed && binding.adopting(),
                        !result.unsettled().isEmpty());
        Map<UUID, Long> dealtWith = ended && work.held() == null ? marks : Map.of();
        return leases.transaction(session.lease(), transaction -> pending.seen(transaction, binding.id(), dealtWith)
                        .chain(() -> pending.again(transaction, binding.id(), result.unsettled())))
                .replaceWith(() -> new Run(outcome, accountFault(result)));
    }

    private static @Nullable CalDavException accountFault(ItemTick.Result result) {
        if (result.failure() instanceof CalDavException failure) {
            return Faults.concernsAccount(failure) ? failure : null;
        }
        if (result.failure() != null) {
            throw result.failure();
        }
        return null;
    }

    private Uni<Void> record(Session session, BindingOutcome outcome) {
        return leases.transaction(session.lease(), transaction -> accounts.saveBinding(transaction, outcome)
                .chain(() -> log.log(transaction, session.userId(), outcome)));
    }
}
