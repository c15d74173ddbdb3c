package de.msbls.paliad.calendar.sync;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.change.FanOutRepository;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.measure.TickWatch;
import de.msbls.paliad.calendar.sync.notice.NoticeDelivery;
import de.msbls.paliad.calendar.sync.restore.RestoreRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The loop of a worker: fan captured changes out, claim due accounts, run each under its lease, rest, again. Any number of
 * processes may run it at once on one database.
 */
@ApplicationScoped
public class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final int CHANGES_AT_ONCE = 1000;
    private static final Duration RECOGNITION = Duration.ofMinutes(1);

    private final RestoreRepository restore;
    private final FanOutRepository changes;
    private final LeaseRepository leases;
    private final RunningTicks running;
    private final TickWatch watch;
    private final NoticeDelivery notices;
    private final Vertx vertx;
    private final PaliadConfig.Worker config;
    private final String name = "worker-" + UUID.randomUUID();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean lookAgain = new AtomicBoolean();
    private final AtomicBoolean mayBeAnotherDatabase = new AtomicBoolean(true);

    Worker(
            RestoreRepository restore,
            FanOutRepository changes,
            LeaseRepository leases,
            RunningTicks running,
            TickWatch watch,
            NoticeDelivery notices,
            Vertx vertx,
            PaliadConfig config) {
        this.restore = restore;
        this.changes = changes;
        this.leases = leases;
        this.running = running;
        this.watch = watch;
        this.notices = notices;
        this.vertx = vertx;
        this.config = config.worker();
    }

    /** Looks for work now and then every poll interval, until the process ends. */
    public void start() {
        LOG.infof("%s looks for work every %s", name, config.pollInterval());
        vertx.setPeriodic(config.pollInterval().toMillis(), timer -> wake());
        vertx.setPeriodic(RECOGNITION.toMillis(), timer -> mayBeAnotherDatabase.set(true));
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
            mayBeAnotherDatabase.set(true);
            rest();
        });
    }

    private void rest() {
        looking.set(false);
        if (lookAgain.get()) {
            wake();
        }
    }

    /** Claims nothing more, and ends what runs: done, or handed back, when the grace is over. */
    public Uni<Void> stop() {
        stopped.set(true);
        return running.drain();
    }

    private Uni<Void> look() {
        return recognise().chain(() -> fanOut()).chain(() -> claim()).chain(() -> notices.deliver());
    }

    /**
     * After a start, and whenever it was away, the database may come from a backup; now and then, since a standby may take over
     * without a connection lost that we noticed.
     */
    private Uni<Void> recognise() {
        if (!mayBeAnotherDatabase.get()) {
            return Uni.createFrom().voidItem();
        }
        return restore.notice()
                .invoke(epoch -> {
                    mayBeAnotherDatabase.set(false);
                    if (epoch != null) {
                        LOG.warnf(
                                "This database is not the one of before: it was restored, or its standby took over (epoch %d)."
                                        + " Every calendar is listed as a whole before anything is deleted there.",
                                epoch);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> fanOut() {
        return changes.fanOut(CHANGES_AT_ONCE)
                .chain(taken -> taken < CHANGES_AT_ONCE ? Uni.createFrom().voidItem() : fanOut());
    }

    private Uni<Void> claim() {
        int free = running.free();
        if (free <= 0) {
            running.endLongTurns();
            return Uni.createFrom().voidItem();
        }
        return leases.claim(name, config.lease(), free, running.freeOfOneHost(), running.crowdedHosts())
                .invoke(claimed -> claimed.forEach(lease -> running.run(lease, this::wake)))
                .replaceWithVoid();
    }
}
