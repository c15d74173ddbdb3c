package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.sync.account.AccountRepository;
import de.msbls.paliad.calendar.sync.account.SyncBinding;
import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Counts;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Seen;
import de.msbls.paliad.calendar.sync.outcome.BindingState;
import io.smallrye.mutiny.Uni;

/** What a tick reads and leaves in the database when all is as it was; no calendar server is asked. */
public final class QuietTick {

    private final AccountRepository accounts;
    private final HandBack handBack;

    QuietTick(AccountRepository accounts, HandBack handBack) {
        this.accounts = accounts;
        this.handBack = handBack;
    }

    public Uni<Void> run(Lease lease) {
        return accounts.load(lease.account())
                .chain(account -> handBack.quiet(
                        lease,
                        account,
                        account.bindings().stream().map(QuietTick::asItWas).toList()));
    }

    private static BindingOutcome asItWas(SyncBinding binding) {
        Seen seen = new Seen(binding.ctag(), binding.syncToken(), binding.readAt(), false, null, null, null, false);
        return new BindingOutcome(binding.id(), BindingState.IN_SYNC, null, null, null, Counts.NONE, seen);
    }
}
