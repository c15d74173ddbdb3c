package de.msbls.paliad.calendar.sync;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.change.FanOutRepository;
import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.lease.LeaseLostException;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.measure.TickWatch;
import de.msbls.paliad.calendar.sync.tick.AccountTick;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The loop of a worker: fan captured changes out, claim due accounts, run each under its lease, rest, again. Any number of
 * processes may run it at once on one database.
 */
@ApplicationScoped
public class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final int CHANGES_AT_ONCE = 1000;

    private final FanOutRepository changes;
    private final LeaseRepository leases;
    private final AccountTick accounts;
    private final TickWatch watch;
    private final Vertx vertx;
    private final PaliadConfig.Worker config;
    private final String name = "worker-" + UUID.randomUUID();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean lookAgain = new AtomicBoolean();

    Worker(
            FanOutRepository changes,
            LeaseRepository leases,
            AccountTick accounts,
            TickWatch watch,
            Vertx vertx,
            PaliadConfig config) {
        this.changes = changes;
        this.leases = leases;
        this.accounts = accounts;
        this.watch = watch;
        this.vertx = vertx;
        this.config = config.worker();
    }

    /** Looks for work now and then every poll interval, until the process ends. */
    public void start() {
        LOG.infof("%s looks for work every %s", name, config.pollInterval());
        vertx.setPeriodic(config.pollInterval().toMillis(), timer -> wake());
        wake();
    }

    /** Looks for work at once; while it looks already, once more afterwards. */
    public void wake() {
        if (stopped.get()) {
            return;
        }
        if (!looking.compareAndSet(false, true)) {
            lookAgain.set(true);
            return;
        }
        lookAgain.set(false);
        watch.look(look()).subscribe().with(done -> rest(), failure -> {
            LOG.warnf("the database does not answer the worker: %s", failure.getMessage());
            rest();
        });
    }

    private void rest() {
        looking.set(false);
        if (lookAgain.get()) {
            wake();
        }
    }

    /** Claims nothing more; what runs goes on until its lease or the process ends. */
    public void stop() {
        stopped.set(true);
    }

    private Uni<Void> look() {
        return fanOut().chain(() -> claim());
    }

    private Uni<Void> fanOut() {
        return changes.fanOut(CHANGES_AT_ONCE)
                .chain(taken -> taken < CHANGES_AT_ONCE ? Uni.createFrom().voidItem() : fanOut());
    }

    private Uni<Void> claim() {
        int free = config.accounts() - running.get();
        if (free <= 0) {
            return Uni.createFrom().voidItem();
        }
        return leases.claim(name, config.lease(), free)
                .invoke(claimed -> claimed.forEach(this::run))
                .replaceWithVoid();
    }

    private void run(Lease lease) {
        running.incrementAndGet();
        Cancellable renewal = renewEvery(config.lease().dividedBy(3), lease);
        watch.tick(lease, () -> accounts.run(lease)
                        .onFailure(LeaseLostException.class)
                        .call(lost -> leases.giveUp(lease))
                        .onFailure()
                        .invoke(failure -> tell(lease, failure)))
                .onTermination()
                .invoke(() -> {
                    renewal.cancel();
                    running.decrementAndGet();
                })
                .subscribe()
                .with(done -> wake(), told -> {});
    }

    private Cancellable renewEvery(Duration interval, Lease lease) {
        return Multi.createFrom()
                .ticks()
                .startingAfter(interval)
                .every(interval)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> leases.renew(lease, config.lease()))
                .subscribe()
                .with(
                        renewed -> LOG.tracef("lease of account %s renewed", lease.account()),
                        failure -> LOG.warnf(
                                "the lease of account %s is not renewed: %s", lease.account(), failure.getMessage()));
    }

    private static void tell(Lease lease, Throwable failure) {
        if (failure instanceof LeaseLostException) {
            LOG.infof("%s; another worker goes on", failure.getMessage());
        } else {
            LOG.errorf(
                    failure, "the tick of account %s failed; it is tried again when its lease ends", lease.account());
        }
    }
}
