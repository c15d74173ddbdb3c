package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.view.Listing;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.account.SyncBinding;
import de.msbls.paliad.calendar.sync.change.Pending;
import de.msbls.paliad.calendar.sync.change.PendingRepository;
import de.msbls.paliad.calendar.sync.change.Rest;
import de.msbls.paliad.calendar.sync.item.ItemTick;
import de.msbls.paliad.calendar.sync.item.observe.Slot;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.log.TickLogRepository;
import de.msbls.paliad.calendar.sync.notice.Notices;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Seen;
import de.msbls.paliad.calendar.sync.outcome.BindingState;
import de.msbls.paliad.calendar.sync.outcome.OutcomeRepository;
import de.msbls.paliad.calendar.sync.target.RefusalRepository;
import de.msbls.paliad.calendar.sync.tick.CalendarLook.Look;
import de.msbls.paliad.calendar.sync.workload.Workload;
import de.msbls.paliad.calendar.sync.workload.WorkloadReader;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One binding's part of a tick: look at the calendar, gather what differs, settle it, record how it went. */
@ApplicationScoped
class BindingTick {

    private static final int CHUNKS_AT_ONCE = 2;

    private final CalendarLook calendars;
    private final FirstGenerationAdoption adoption;
    private final WorkloadReader workloads;
    private final ItemTick items;
    private final PendingRepository pending;
    private final RefusalRepository refusals;
    private final LeaseRepository leases;
    private final Notices notices;
    private final OutcomeRepository outcomes;
    private final TickLogRepository log;
    private final Clock clock;

    BindingTick(
            CalendarLook calendars,
            FirstGenerationAdoption adoption,
            WorkloadReader workloads,
            ItemTick items,
            PendingRepository pending,
            RefusalRepository refusals,
            LeaseRepository leases,
            Notices notices,
            OutcomeRepository outcomes,
            TickLogRepository log,
            Clock clock) {
        this.calendars = calendars;
        this.adoption = adoption;
        this.workloads = workloads;
        this.items = items;
        this.pending = pending;
        this.refusals = refusals;
        this.leases = leases;
        this.notices = notices;
        this.outcomes = outcomes;
        this.log = log;
        this.clock = clock;
    }

    /** Leaves an outcome on the binding, unless nothing moved at all; fails only when the lease or the database is lost. */
    Uni<Run> run(Session session, SyncBinding binding) {
        String path = Objects.requireNonNull(binding.calendarPath());
        return calendars
                .at(session, binding, path)
                .chain(look -> look.writable()
                        ? sync(session, binding, path, look)
                        : Uni.createFrom().item(Run.of(Outcomes.readOnly(binding))))
                .onFailure(CalDavException.class)
                .recoverWithItem(failure -> Run.failed(binding, failure))
                .call(run -> run.isQuiet() ? Uni.createFrom().voidItem() : record(session, run));
    }

    /** The server makes no calendars for us: the owner must choose one. */
    Uni<Run> leaveWithoutCalendar(Session session, SyncBinding binding) {
        Run run = Run.of(Outcomes.chooseCalendar(binding));
        return record(session, run).replaceWith(run);
    }

    /**
     * How it went.
     *
     * @param isQuiet whether nothing moved, and all was well before: it is recorded with the account, or by {@link #record}
     * @param accountFault the fault that concerns the whole account, after which its other bindings are left alone
     * @param dealtWith the marks of single changes that need not be looked at any more
     * @param unsettled appointments that the next tick looks at again
     * @param failed those that the server failed over
     */
    record Run(
            BindingOutcome outcome,
            boolean isQuiet,
            @Nullable CalDavException accountFault,
            Map<UUID, Long> dealtWith,
            Set<UUID> unsettled,
            Map<UUID, Rest> failed) {

        static Run of(BindingOutcome outcome) {
            return new Run(outcome, false, null, Map.of(), Set.of(), Map.of());
        }

        static Run failed(SyncBinding binding, CalDavException failure) {
            CalDavException ofAccount = Faults.concernsAccount(failure) ? failure : null;
            return new Run(Outcomes.of(binding, failure), false, ofAccount, Map.of(), Set.of(), Map.of());
        }
    }

    private Uni<Run> sync(Session session, SyncBinding binding, String path, Look look) {
        return adopt(session, binding, path, look)
                .chain(() -> forgetRefusals(session, binding))
                .chain(() -> binding.hasPending()
                        ? pending.pending(binding.id())
                        : Uni.createFrom().item(Pending.NONE))
                .chain(marks -> workloads.read(binding, marks, look.view()).chain(work -> settle(
                                session, binding, path, look, work)
                        .map(result -> ended(binding, marks, look, work, result))));
    }

    /** The calendar was missing or read-only until now: that it refused items then says nothing of them. */
    private Uni<Void> forgetRefusals(Session session, SyncBinding binding) {
        boolean isBack = binding.state() == BindingState.READ_ONLY || binding.state() == BindingState.CALENDAR_MISSING;
        return isBack
                ? leases.transaction(session.lease(), transaction -> refusals.forget(transaction, binding.id()))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> adopt(Session session, SyncBinding binding, String path, Look look) {
        return binding.adopting() && look.view() instanceof Listing listing && listing.complete()
                ? adoption.adopt(session, binding, path, listing)
                : Uni.createFrom().voidItem();
    }

    private Uni<ItemTick.Result> settle(Session session, SyncBinding binding, String path, Look look, Workload work) {
        boolean mayCreate = !binding.adopting() || look.listedWhole();
        Slot slot = new Slot(
                binding.id(),
                path,
                binding.detail(),
                look.view(),
                mayCreate,
                work.outOfScope(),
                work.lookAgain(),
                work.tryAgain(),
                work.strangers(),
                work.putBack());
        return settle(session, slot, work.chunks());
    }

    /** Two at a time: while one is at the database, the other keeps the server busy. After a fault none is begun. */
    private Uni<ItemTick.Result> settle(Session session, Slot slot, List<List<UUID>> chunks) {
        AtomicBoolean faulty = new AtomicBoolean();
        return Multi.createFrom()
                .iterable(chunks)
                .onItem()
                .transformToUni(chunk -> faulty.get()
                        ? Uni.createFrom().item(ItemTick.Result.NOTHING)
                        : items.run(session, slot, chunk)
                                .invoke(result -> faulty.compareAndSet(false, result.failure() != null)))
                .merge(CHUNKS_AT_ONCE)
                .collect()
                .with(Collectors.reducing(ItemTick.Result.NOTHING, ItemTick.Result::plus));
    }

    /** A fault leaves the next tick to start where this one did; so does what is held, which must be seen again. */
    private Run ended(SyncBinding binding, Pending marks, Look look, Workload work, ItemTick.Result result) {
        Instant now = clock.instant();
        CalDavException fault = accountFault(result);
        Map<UUID, Rest> failed = result.failing().stream()
                .collect(
                        Collectors.toMap(Function.identity(), one -> BackOff.restOfItem(marks.attempts(one) + 1, now)));
        Set<UUID> unsettled = new HashSet<>(result.unsettled());
        unsettled.removeAll(failed.keySet());
        Map<UUID, Instant> resting = marks.resting(now);
        resting.keySet().retainAll(work.resting());
        BindingOutcome outcome =
                Outcomes.of(binding, result, work.held(), look.view(), new Failing(failed, resting, now));
        Map<UUID, Long> dealtWith = new HashMap<>(marks.marks());
        if (result.failure() != null) {
            dealtWith.keySet().retainAll(failed.keySet());
            return new Run(outcome, false, fault, dealtWith, unsettled, failed);
        }
        dealtWith.keySet().removeAll(work.resting());
        if (isSeenAgain(work)) {
            dealtWith.keySet().retainAll(failed.keySet());
        }
        boolean nothingMarked = dealtWith.isEmpty() && unsettled.isEmpty() && failed.isEmpty();
        BindingOutcome whole = outcome.with(seen(binding, look, work, result, !unsettled.isEmpty()));
        return new Run(
                whole, nothingMarked && binding.isSettled() && whole.isQuiet(), null, dealtWith, unsettled, failed);
    }

    /**
     * What a listing showed missing, and is held, may be news to no token. After a refusal the collection itself is asked next
     * time: perhaps it takes no changes at all.
     */
    private static Seen seen(SyncBinding binding, Look look, Workload work, ItemTick.Result result, boolean open) {
        boolean free = !isSeenAgain(work);
        boolean known = look.listedWhole() || !(look.view() instanceof Listing);
        boolean tokenHolds = known && result.refused() == 0;
        return new Seen(
                free && known ? look.ctag() : null,
                free ? (tokenHolds ? look.syncToken() : null) : (look.listedWhole() ? null : binding.syncToken()),
                free ? binding.readAt() : null,
                look.listedWhole(),
                free && binding.comparesWhole() ? binding.scopeChanges() : null,
                work.held(),
                binding.guard() == null ? null : binding.guard().decision(),
                open);
    }

    private static boolean isSeenAgain(Workload work) {
        return work.held() != null || work.early();
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

    /** The sync token moves with what it covers, in one transaction (DESIGN §6). */
    Uni<Void> record(Session session, Run run) {
        UUID binding = run.outcome().bindingId();
        return leases.transaction(session.lease(), transaction -> pending.seen(transaction, binding, run.dealtWith())
                .chain(() -> pending.again(transaction, binding, run.unsettled()))
                .chain(() -> pending.rest(transaction, binding, run.failed()))
                .chain(() -> notices.raise(transaction, run.outcome()))
                .chain(() -> outcomes.saveBinding(transaction, run.outcome()))
                .chain(() -> log.log(transaction, session.userId(), run.outcome())));
    }
}
