package de.msbls.paliad.calendar.sync.chaos;

import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.sync.chaos.Chronicle.Claim;
import de.msbls.paliad.calendar.testing.RestartablePostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.jboss.logging.Logger;

/** What befalls pods and their database, one thing after the other: each kind once, in any order, and again. */
final class Misfortunes {

    private static final Logger LOG = Logger.getLogger(Misfortunes.class);
    private static final Duration CATCH_LIMIT = Duration.ofSeconds(10);
    private static final Duration TAKE_OVER_LIMIT = Duration.ofMinutes(2);

    private final Pods pods;
    private final RestartablePostgres postgres;
    private final Servers servers;
    private final Chronicle chronicle;
    private final Tally tally;
    private final Draw draw;
    private final List<Kind> kinds;

    enum Kind {
        WORKER_KILLED,
        WORKER_PAUSED,
        WORKER_TOLD_TO_END,
        API_KILLED,
        API_PAUSED,
        API_TOLD_TO_END,
        DATABASE_RESTARTED,
        DATABASE_CRASHED
    }

    Misfortunes(
            Pods pods,
            RestartablePostgres postgres,
            Servers servers,
            Chronicle chronicle,
            Tally tally,
            Draw draw,
            Extent extent) {
        this.pods = pods;
        this.postgres = postgres;
        this.servers = servers;
        this.chronicle = chronicle;
        this.tally = tally;
        this.draw = draw;
        this.kinds = extent.misfortunes();
    }

    /** Goes on until it is over and each has happened; what was paused goes on by then, what was killed starts again. */
    void runUntil(BooleanSupplier over) {
        Set<Kind> happened = EnumSet.noneOf(Kind.class);
        List<Kind> deck = new ArrayList<>();
        while (!over.getAsBoolean() || !happened.containsAll(kinds)) {
            if (deck.isEmpty()) {
                deck.addAll(kinds);
            }
            Kind next = draw.of(deck);
            LOG.info(next);
            happen(next);
            tally.count(next.toString());
            happened.add(next);
            deck.remove(next);
        }
    }

    private void happen(Kind kind) {
        switch (kind) {
            case WORKER_KILLED -> kill(Pod::isWorker);
            case WORKER_PAUSED -> pauseWorker();
            case WORKER_TOLD_TO_END -> terminate(Pod::isWorker);
            case API_KILLED -> kill(pod -> !pod.isWorker());
            case API_PAUSED -> pauseApi();
            case API_TOLD_TO_END -> terminate(pod -> !pod.isWorker());
            case DATABASE_RESTARTED -> postgres.restart();
            case DATABASE_CRASHED -> postgres.crash();
        }
    }

    private void kill(Predicate<Pod> wanted) {
        Pod pod = pods.take(wanted, draw);
        pod.kill();
        pod.start();
        pods.leave(pod);
    }

    private void terminate(Predicate<Pod> wanted) {
        Pod pod = pods.take(wanted, draw);
        if (!pod.terminate()) {
            tally.trouble(pod + " does not end when it is told to");
            pod.kill();
        }
        pod.start();
        pods.leave(pod);
    }

    /** It sleeps until others have taken over all that it held; then it goes on as if nothing had happened. */
    private void pauseWorker() {
        Pod pod = pods.take(Pod::isWorker, draw);
        pods.awaitAnotherWorker(pod);
        pauseInTheMidst(pod);
        try {
            List<Claim> held = whenever(() -> chronicle.held(pod.name()));
            long open = whenever(() -> chronicle.open(pod.name()));
            LOG.infof("%s stands still, with %d accounts and %d requests on their way", pod, held.size(), open);
            tally.count("accounts held by a paused worker", held.size());
            tally.count("requests on their way by a paused worker", (int) open);
            awaitTakeOver(pod, held);
        } finally {
            pod.goOn();
            pods.leave(pod);
        }
    }

    private void awaitTakeOver(Pod pod, List<Claim> held) {
        try {
            await().atMost(TAKE_OVER_LIMIT)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions()
                    .until(() -> held.stream().noneMatch(chronicle::stands));
        } catch (ConditionTimeoutException e) {
            tally.trouble("nobody takes over what " + pod + " held when it was paused: "
                    + whenever(() -> chronicle.leases(held)) + "; waiting: " + whenever(chronicle::waiting));
        }
    }

    /** Caught while a request of its is on its way; where it makes none for long, it is paused all the same. */
    private void pauseInTheMidst(Pod pod) {
        AtomicBoolean caught = new AtomicBoolean();
        try {
            await().atMost(CATCH_LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> {
                servers.atNextWrite(draw.percent(50), () -> pauseIfAtWork(pod, caught));
                return caught.get();
            });
        } catch (ConditionTimeoutException idle) {
            pauseWhatever(pod, caught);
        } finally {
            servers.undisturbed();
        }
    }

    /** While a calendar server has not answered a write of one or another worker. */
    private void pauseIfAtWork(Pod pod, AtomicBoolean caught) {
        synchronized (caught) {
            if (!caught.get()) {
                pod.pause();
                caught.set(isAtWork(pod));
                if (!caught.get()) {
                    pod.goOn();
                }
            }
        }
    }

    private void pauseWhatever(Pod pod, AtomicBoolean caught) {
        synchronized (caught) {
            if (!caught.getAndSet(true)) {
                tally.count("a worker was paused that had nothing on its way");
                pod.pause();
            }
        }
    }

    private boolean isAtWork(Pod pod) {
        try {
            return chronicle.open(pod.name()) > 0;
        } catch (IllegalStateException databaseAway) {
            return false;
        }
    }

    /** The database may be away just now. */
    private static <T> T whenever(Callable<T> question) {
        return await().atMost(TAKE_OVER_LIMIT).ignoreExceptions().until(question, answer -> true);
    }

    /** Its transactions stand open, whatever they have locked, until the workers have done something all the same. */
    private void pauseApi() {
        Pod pod = pods.take(api -> !api.isWorker(), draw);
        pod.pause();
        try {
            long before = whenever(chronicle::claims);
            await().atMost(TAKE_OVER_LIMIT).ignoreExceptions().until(() -> chronicle.claims() > before + 20);
        } catch (ConditionTimeoutException e) {
            tally.trouble("nothing goes on while " + pod + " is paused; waiting: " + whenever(chronicle::waiting));
        } finally {
            pod.goOn();
            pods.leave(pod);
        }
    }
}
