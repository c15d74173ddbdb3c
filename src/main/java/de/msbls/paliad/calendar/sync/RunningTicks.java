package de.msbls.paliad.calendar.sync;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.lease.LeaseLostException;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.measure.TickWatch;
import de.msbls.paliad.calendar.sync.tick.AccountTick;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The accounts that this process works on just now: each under its lease, which is renewed at a third of its life. */
@ApplicationScoped
class RunningTicks {

    private static final Logger LOG = Logger.getLogger(RunningTicks.class);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final LeaseRepository leases;
    private final AccountTick accounts;
    private final TickWatch watch;
    private final PaliadConfig.Worker config;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    RunningTicks(LeaseRepository leases, AccountTick accounts, TickWatch watch, PaliadConfig config) {
        this.leases = leases;
        this.accounts = accounts;
        this.watch = watch;
        this.config = config.worker();
    }

    /** @param begun by {@link System#nanoTime} */
    private record Running(Lease lease, long begun) {

        boolean isLongerThan(Duration turn) {
            return System.nanoTime() - begun > turn.toNanos();
        }
    }

    /** Runs an account to its end, or to that of its lease. */
    void run(Lease lease, Runnable whenOver) {
        Running one = new Running(lease, System.nanoTime());
        running.add(one);
        Cancellable renewal = renewEvery(config.lease().dividedBy(3), lease);
        watch.tick(lease, () -> accounts.run(lease)
                        .onTermination()
                        .invoke(renewal::cancel)
                        .onFailure(LeaseLostException.class)
                        .call(lost -> leases.giveUp(lease))
                        .onFailure()
                        .invoke(failure -> tell(lease, failure)))
                .onTermination()
                .invoke(() -> running.remove(one))
                .subscribe()
                .with(done -> whenOver.run(), told -> whenOver.run());
    }

    /** How many more this process may take. */
    int free() {
        return config.accounts() - running.size();
    }

    /** The servers that have all the turns here that one may have. */
    List<String> crowdedHosts() {
        return byHost().entrySet().stream()
                .filter(host -> host.getValue() >= config.accountsPerHost())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many more of one server that is not crowded may be taken, whichever it is. */
    int freeOfOneHost() {
        long most = byHost().values().stream()
                .filter(count -> count < config.accountsPerHost())
                .max(Comparator.naturalOrder())
                .orElse(0L);
        return config.accountsPerHost() - (int) most;
    }

    private Map<String, Long> byHost() {
        return running.stream().collect(Collectors.groupingBy(one -> one.lease().host(), Collectors.counting()));
    }

    /** Those that took longer than a turn end at their next request, and are due again behind the others. */
    void endLongTurns() {
        running.stream().filter(one -> one.isLongerThan(config.turn())).forEach(one -> one.lease()
                .letGo());
    }

    /** Begins no more requests, records those on their way, hands back what is not over when the grace is. */
    Uni<Void> drain() {
        running.forEach(one -> one.lease().letGo());
        return Multi.createFrom()
                .ticks()
                .every(LOOK)
                .onOverflow()
                .drop()
                .select()
                .first(tick -> !running.isEmpty())
                .onItem()
                .ignore()
                .toUni()
                .replaceWithVoid()
                .ifNoItem()
                .after(config.grace())
                .recoverWithItem(() -> null)
                .chain(() -> giveUp(List.copyOf(running)));
    }

    private Uni<Void> giveUp(Collection<Running> rest) {
        if (rest.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        LOG.infof("%d accounts are handed back before they are done", rest.size());
        return Uni.join()
                .all(rest.stream().map(this::giveUp).toList())
                .andCollectFailures()
                .replaceWithVoid();
    }

    private Uni<Void> giveUp(Running one) {
        return leases.giveUp(one.lease())
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "account %s is not handed back, its lease ends by itself: %s",
                        one.lease().account(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Cancellable renewEvery(Duration interval, Lease lease) {
        return Multi.createFrom()
                .ticks()
                .startingAfter(interval)
                .every(interval)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> renew(lease))
                .subscribe()
                .with(
                        renewed -> LOG.tracef("lease of account %s renewed", lease.account()),
                        failure -> LOG.warnf(
                                "the lease of account %s is not renewed: %s", lease.account(), failure.getMessage()));
    }

    /** A database that is away for a moment may be back before the lease ends. */
    private Uni<Void> renew(Lease lease) {
        return leases.renew(lease, config.lease())
                .onFailure(failure -> !(failure instanceof LeaseLostException))
                .recoverWithItem(failure -> {
                    LOG.warnf("the lease of account %s is renewed later: %s", lease.account(), failure.getMessage());
                    return null;
                });
    }

    private static void tell(Lease lease, Throwable failure) {
        if (failure instanceof LeaseLostException) {
            LOG.infof("%s; another turn goes on", failure.getMessage());
        } else {
            LOG.errorf(
                    failure, "the tick of account %s failed; it is tried again when its lease ends", lease.account());
        }
    }
}
