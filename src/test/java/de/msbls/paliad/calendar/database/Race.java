package de.msbls.paliad.calendar.database;

import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.SqlSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several hands on one database at once. */
final class Race implements AutoCloseable {

    private final ExecutorService hands = Executors.newCachedThreadPool();

    Future<?> start(Runnable work) {
        return hands.submit(work);
    }

    /** Starts all at the same instant and waits for all; the first failure is thrown. */
    void together(List<Runnable> works) {
        CyclicBarrier start = new CyclicBarrier(works.size());
        List<Future<?>> running = new ArrayList<>();
        for (Runnable work : works) {
            running.add(hands.submit((Callable<Void>) () -> {
                start.await(10, TimeUnit.SECONDS);
                work.run();
                return null;
            }));
        }
        running.forEach(Race::finish);
    }

    static void finish(Future<?> work) {
        try {
            work.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(e.getCause());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Until some session of this database waits for a lock. */
    static void untilSomeoneWaits(SqlSession observer) {
        await().atMost(Duration.ofSeconds(20)).until(() -> observer.<Long>value("""
                                SELECT count(*) FROM pg_stat_activity
                                WHERE datname = current_database() AND wait_event_type = 'Lock'
                                """) > 0);
    }

    @Override
    public void close() {
        hands.shutdownNow();
    }
}
