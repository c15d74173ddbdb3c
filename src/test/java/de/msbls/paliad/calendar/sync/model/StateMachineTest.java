package de.msbls.paliad.calendar.sync.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Two lawyers, five calendars, a server that fails in every way known: whatever happens in whatever order, once it is over
 * both sides are equal and nothing was lost, doubled or invented ({@link Truths}).
 *
 * <p>{@code -Dpaliad.model.runs=10000} plays more runs, {@code -Dpaliad.model.from=N} others; a failure prints the command
 * that plays its few steps again.
 */
class StateMachineTest {

    private static final Logger LOG = Logger.getLogger(StateMachineTest.class);
    private static final int MOST_FAILURES = 3;

    /** So many runs meet everything that there is to meet. */
    private static final int MANY = 500;

    @Test
    void whateverHappensBothSidesAreEqualInTheEndAndNothingIsLost() throws InterruptedException {
        Long seed = Long.getLong("paliad.model.seed");
        if (seed != null) {
            playOne(seed);
            return;
        }
        long from = Long.getLong("paliad.model.from", 1);
        long runs = Long.getLong("paliad.model.runs", 500);
        long began = System.nanoTime();
        Sights sights = new Sights();
        Queue<String> failures = playAll(from, runs, sights);
        LOG.infof("%d runs from seed %d in %d s", runs, from, (System.nanoTime() - began) / 1_000_000_000);
        LOG.infof("seen: %s", sights);
        assertThat(failures).isEmpty();
        if (runs >= MANY) {
            assertThat(sights.missing())
                    .as("kinds of events that no run has met")
                    .isEmpty();
        }
    }

    private static void playOne(long seed) {
        String steps = System.getProperty("paliad.model.steps");
        Run run = steps == null
                ? Run.of(seed)
                : new Run(
                        seed, Stream.of(steps.split(",")).map(Integer::valueOf).toList());
        try (Stage stage = new Stage(new Sights())) {
            assertThat(run.play(stage)).as("%s", run).isEmpty();
        }
    }

    private static Queue<String> playAll(long from, long runs, Sights sights) throws InterruptedException {
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        AtomicLong next = new AtomicLong(from);
        List<Thread> players = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("paliad.model.workers", 3); i++) {
            Stage stage = new Stage(sights); // one after the other: what they share is made by the first
            players.add(new Thread(() -> play(stage, next, from + runs, failures), "player " + i));
        }
        players.forEach(Thread::start);
        for (Thread player : players) {
            player.join();
        }
        return failures;
    }

    private static void play(Stage opened, AtomicLong next, long end, Queue<String> failures) {
        try (Stage stage = opened) {
            for (long seed = next.getAndIncrement();
                    seed < end && failures.size() < MOST_FAILURES;
                    seed = next.getAndIncrement()) {
                Run run = Run.of(seed);
                List<String> troubles = run.play(stage);
                if (seed % 100 == 0) {
                    LOG.infof("seed %d is played", seed);
                }
                if (!troubles.isEmpty()) {
                    LOG.warnf("seed %d fails, its steps are made fewer now: %s", seed, troubles);
                    failures.add(report(run.shrunk(stage), stage));
                }
            }
        } catch (RuntimeException | AssertionError e) {
            failures.add("the test itself: " + e);
            throw e;
        }
    }

    private static String report(Run least, Stage stage) {
        return "seed " + least.seed() + ": " + String.join("\n", least.play(stage)) + "\nafter " + least + "\nagain: "
                + least.command() + "\n";
    }
}
