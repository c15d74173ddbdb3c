package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.request.CalDavAccount;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.Password;
import de.msbls.paliad.calendar.platform.crypto.DataKey;
import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import de.msbls.paliad.calendar.platform.crypto.SealedPassword;
import de.msbls.paliad.calendar.platform.crypto.UnreadableSecretException;
import de.msbls.paliad.calendar.platform.crypto.Vault;
import de.msbls.paliad.calendar.sync.account.AccountRepository;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.account.SyncAccount;
import de.msbls.paliad.calendar.sync.account.SyncBinding;
import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome;
import de.msbls.paliad.calendar.sync.outcome.BindingState;
import de.msbls.paliad.calendar.sync.target.ObjectSeal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One run of one claimed account: open it, pay what is owed, sync its bindings one after the other, hand it back. */
@ApplicationScoped
public class AccountTick {

    private static final Logger LOG = Logger.getLogger(AccountTick.class);

    private final AccountRepository accounts;
    private final LeaseRepository leases;
    private final CalDavClient client;
    private final Vault vault;
    private final Purge purge;
    private final BindingTick bindings;
    private final HandBack handBack;
    private final Pool pool;

    AccountTick(
            AccountRepository accounts,
            LeaseRepository leases,
            CalDavClient client,
            Vault vault,
            Purge purge,
            BindingTick bindings,
            HandBack handBack,
            Pool pool) {
        this.accounts = accounts;
        this.leases = leases;
        this.client = client;
        this.vault = vault;
        this.purge = purge;
        this.bindings = bindings;
        this.handBack = handBack;
        this.pool = pool;
    }

    /** Runs the account and hands its lease back; fails when the lease or the database was lost on the way. */
    public Uni<Void> run(Lease lease) {
        return accounts.load(lease.account())
                .chain(account -> account == null ? leases.forget(pool, lease) : run(lease, account));
    }

    /** A paused connection is left alone, but for what is owed to its server. */
    private Uni<Void> run(Lease lease, SyncAccount account) {
        if (account.enabled()) {
            return open(lease, account);
        }
        return purge.owes(account.id()).chain(owes -> owes ? open(lease, account) : handBack.paused(lease));
    }

    private Uni<Void> open(Lease lease, SyncAccount account) {
        SealedPassword password = account.password();
        if (password == null) {
            return handBack.withoutPassword(lease, account);
        }
        KeyOwner owner = KeyOwner.of(account.userId(), account.serverUrl());
        DataKey key;
        Password opened;
        try {
            key = vault.open(password.dataKey(), owner);
            opened = new Password(password.open(key));
        } catch (UnreadableSecretException e) {
            LOG.warnf("the password of account %s cannot be read: %s", account.id(), e.getMessage());
            return handBack.withoutPassword(lease, account);
        }
        CalDavAccount remote = new CalDavAccount(account.id(), account.serverUrl(), account.username(), opened);
        ObjectSeal seal = new ObjectSeal(key);
        return home(account, remote)
                .map(home -> new Session(account.userId(), remote, home, lease, seal, account.capabilities()))
                .chain(session -> work(session, account).call(synced -> recordUnlessQuiet(session, account, synced)))
                .onFailure(CalDavException.class)
                .recoverWithItem(failure -> new Synced(List.of(), failure))
                .chain(synced -> synced.isQuiet(account)
                        ? handBack.quiet(lease, account, synced.outcomes())
                        : handBack.after(lease, account, synced.outcomes(), synced.fault()));
    }

    /**
     * What is owed comes first; but after a restored backup the database does not know what has become of its debts, and looks at
     * the calendars before.
     */
    private Uni<Synced> work(Session session, SyncAccount account) {
        if (!account.owes()) {
            return sync(session, account);
        }
        return account.looksFirst()
                ? sync(session, account)
                        .chain(synced -> synced.fault() == null
                                ? purge.run(session).replaceWith(synced)
                                : Uni.createFrom().item(synced))
                : purge.run(session).chain(() -> sync(session, account));
    }

    /** Where one binding of an account has something to tell, the quiet ones are recorded as it was. */
    private Uni<Void> recordUnlessQuiet(Session session, SyncAccount account, Synced synced) {
        if (synced.isQuiet(account)) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(synced.runs())
                .filter(BindingTick.Run::isQuiet)
                .onItem()
                .transformToUniAndConcatenate(run -> bindings.record(session, run))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<URI> home(SyncAccount account, CalDavAccount remote) {
        URI known = account.home();
        return known != null
                ? Uni.createFrom().item(known)
                : client.discoverHome(remote).call(home -> accounts.saveHome(pool, account.id(), home));
    }

    private Uni<Synced> sync(Session session, SyncAccount account) {
        if (!account.enabled()) {
            return Uni.createFrom().item(new Synced(List.of(), null));
        }
        Iterator<SyncBinding> enabled =
                account.bindings().stream().filter(SyncBinding::enabled).iterator();
        return syncNext(session, enabled, new ArrayList<>());
    }

    private Uni<Synced> syncNext(Session session, Iterator<SyncBinding> rest, List<BindingTick.Run> runs) {
        if (!rest.hasNext()) {
            return Uni.createFrom().item(new Synced(runs, null));
        }
        return syncOne(session, rest.next()).chain(run -> {
            runs.add(run);
            return run.accountFault() == null
                    ? syncNext(session, rest, runs)
                    : Uni.createFrom().item(new Synced(runs, run.accountFault()));
        });
    }

    private Uni<BindingTick.Run> syncOne(Session session, SyncBinding binding) {
        if (binding.calendarPath() != null) {
            return bindings.run(session, binding);
        }
        return binding.state() == BindingState.CHOOSE_CALENDAR
                ? Uni.createFrom().item(BindingTick.Run.of(Outcomes.chooseCalendar(binding)))
                : withNewCalendar(session, binding);
    }

    /** The first tick of a binding without a calendar makes one, where the server lets us (DESIGN §5). */
    private Uni<BindingTick.Run> withNewCalendar(Session session, SyncBinding binding) {
        return client.makeCalendar(session.remote(), session.home(), binding.displayName())
                .call(made -> accounts.saveCalendar(pool, binding.id(), made.path(), made.key()))
                .chain(made -> bindings.run(session, binding.at(made.path())))
                .onFailure(AccountTick::makesNoCalendars)
                .recoverWithUni(() -> bindings.leaveWithoutCalendar(session, binding));
    }

    private static boolean makesNoCalendars(Throwable failure) {
        return failure instanceof CalDavException refusal && !Faults.concernsAccount(refusal);
    }

    /** How the account's bindings ended, and what stopped them. */
    private record Synced(
            List<BindingTick.Run> runs, @Nullable CalDavException fault) {

        List<BindingOutcome> outcomes() {
            return runs.stream().map(BindingTick.Run::outcome).toList();
        }

        boolean isQuiet(SyncAccount account) {
            return fault == null
                    && account.settled()
                    && !account.owes()
                    && !account.capabilities().hasLearned()
                    && !runs.isEmpty()
                    && runs.stream().allMatch(BindingTick.Run::isQuiet);
        }
    }
}
