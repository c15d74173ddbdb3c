package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.account.AccountRepository;
import de.msbls.paliad.calendar.sync.account.CapabilityRepository;
import de.msbls.paliad.calendar.sync.account.SyncAccount;
import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.notice.Notices;
import de.msbls.paliad.calendar.sync.outcome.AccountOutcome;
import de.msbls.paliad.calendar.sync.outcome.AccountState;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome;
import de.msbls.paliad.calendar.sync.outcome.OutcomeRepository;
import de.msbls.paliad.calendar.sync.outcome.QuietRepository;
import de.msbls.paliad.calendar.sync.tombstone.TombstoneRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leaves an account as it stands after its tick: state, worst error, when it is due again; ends one that owes nothing. */
@ApplicationScoped
class HandBack {

    /** Something was left open: looked at again soon, but not in a loop. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Duration WITHOUT_PASSWORD = Duration.ofDays(1);

    private final AccountRepository accounts;
    private final Notices notices;
    private final OutcomeRepository outcomes;
    private final QuietRepository quietTicks;
    private final CapabilityRepository capabilities;
    private final TombstoneRepository tombstones;
    private final LeaseRepository leases;
    private final Polling polling;
    private final Duration quietInterval;

    HandBack(
            AccountRepository accounts,
            Notices notices,
            OutcomeRepository outcomes,
            QuietRepository quietTicks,
            CapabilityRepository capabilities,
            TombstoneRepository tombstones,
            LeaseRepository leases,
            PaliadConfig config) {
        this.accounts = accounts;
        this.notices = notices;
        this.outcomes = outcomes;
        this.quietTicks = quietTicks;
        this.capabilities = capabilities;
        this.tombstones = tombstones;
        this.leases = leases;
        this.quietInterval = config.sync().quietInterval();
        this.polling = new Polling(config.sync().activeInterval(), quietInterval);
    }

    /** All is as it was: one statement writes it down. */
    Uni<Void> quiet(Lease lease, SyncAccount account, List<BindingOutcome> outcomes) {
        return quietTicks.leave(lease, polling.next(account.quietFor()), outcomes);
    }

    /** Its state stays as it is: nobody has looked. */
    Uni<Void> paused(Lease lease) {
        return leases.transaction(
                lease, transaction -> leases.release(transaction, lease, quietInterval, Duration.ZERO));
    }

    Uni<Void> withoutPassword(Lease lease, SyncAccount account) {
        AccountOutcome outcome = new AccountOutcome(
                AccountState.PASSWORD_NEEDED,
                "password_needed",
                null,
                account.failures(),
                false,
                "The password is needed.");
        return account.retired() ? endOrWait(lease, account, null) : leave(lease, account, outcome, WITHOUT_PASSWORD);
    }

    Uni<Void> after(Lease lease, SyncAccount account, List<BindingOutcome> ended, @Nullable CalDavException fault) {
        if (account.retired()) {
            return endOrWait(lease, account, fault);
        }
        if (fault != null) {
            return afterFault(lease, account, fault);
        }
        boolean active = ended.stream().anyMatch(outcome -> outcome.counts().isAny());
        AccountOutcome outcome = new AccountOutcome(AccountState.CONNECTED, null, null, 0, active, worst(ended));
        Duration quiet = polling.next(active ? Duration.ZERO : account.quietFor());
        return tombstones.nextDue(account.id()).chain(owed -> leave(lease, account, outcome, next(ended, quiet, owed)));
    }

    private Uni<Void> afterFault(Lease lease, SyncAccount account, CalDavException fault) {
        int failures = account.failures() + 1;
        BackOff backOff = BackOff.after(fault, failures);
        AccountOutcome outcome = new AccountOutcome(
                backOff.state(), Faults.code(fault), backOff.retryIn(), failures, false, Faults.words(fault));
        return leave(lease, account, outcome, backOff.retryIn());
    }

    private Uni<Void> leave(Lease lease, SyncAccount account, AccountOutcome outcome, Duration next) {
        Duration backOff = outcome.retryIn() == null ? Duration.ZERO : outcome.retryIn();
        return leases.transaction(lease, transaction -> notices.raise(transaction, account.id(), outcome)
                .chain(() -> outcomes.saveAccount(transaction, account.id(), outcome))
                .chain(() -> capabilities.save(transaction, account.id(), account.capabilities()))
                .chain(() -> leases.release(transaction, lease, next, backOff)));
    }

    private Uni<Void> endOrWait(Lease lease, SyncAccount account, @Nullable CalDavException fault) {
        return accounts.retirementOver(account.id()).chain(over -> {
            if (over) {
                return leases.transaction(lease, transaction -> accounts.forgetRetired(transaction, account.id())
                        .chain(() -> leases.forget(transaction, lease)));
            }
            return fault == null
                    ? leases.transaction(lease, transaction -> leases.release(transaction, lease, SOON, Duration.ZERO))
                    : afterFault(lease, account, fault);
        });
    }

    /** The earliest of: the rest of a quiet account, something left open, a debt that falls due. */
    private static Duration next(List<BindingOutcome> outcomes, Duration quiet, @Nullable Duration owed) {
        Duration next = outcomes.stream()
                .map(outcome -> next(outcome, quiet))
                .min(Comparator.naturalOrder())
                .orElse(quiet);
        return owed != null && owed.compareTo(next) < 0 ? owed : next;
    }

    private static Duration next(BindingOutcome outcome, Duration quiet) {
        Duration wanted = outcome.leftOpen() ? SOON : quiet;
        Duration retry = outcome.retryIn();
        if (retry != null && (!outcome.hasOpenItems() || retry.compareTo(SOON) < 0)) {
            wanted = retry;
        }
        return wanted.compareTo(quiet) < 0 ? wanted : quiet;
    }

    private static @Nullable String worst(List<BindingOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.error() != null)
                .max(Comparator.comparing(BindingOutcome::state))
                .map(BindingOutcome::error)
                .orElse(null);
    }
}
