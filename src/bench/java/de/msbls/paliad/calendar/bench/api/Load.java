package de.msbls.paliad.calendar.bench.api;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Requests of one mix, for so long. */
final class Load {

    private static final long PATIENCE_SECONDS = 60;

    private final ApiClient client;
    private final Mix mix;
    private final Duration length;
    private final RandomGenerator random = new Random(1);
    private final Answers answers = new Answers();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /** The client's thread's own, as all that follows. */
    private int underWay;

    private boolean ending;

    private Load(ApiClient client, Mix mix, Duration length) {
        this.client = client;
        this.mix = mix;
        this.length = length;
    }

    /** So many users, each of whom asks again as soon as she is answered: as much as the service can carry. */
    static Answers closed(ApiClient client, Mix mix, Duration length, int users) throws InterruptedException {
        Load load = new Load(client, mix, length);
        long end = System.nanoTime() + length.toNanos();
        client.onThread(() -> {
            for (int user = 0; user < users; user++) {
                load.askUntil(end);
            }
        });
        return load.awaited();
    }

    /**
     * So many requests a second, at even distances and whatever has become of those before. A latency begins when its request was
     * meant to leave: one that had to wait for its turn, here or there, counts with that wait.
     */
    static Answers open(ApiClient client, Mix mix, Duration length, double perSecond) throws InterruptedException {
        Load load = new Load(client, mix, length);
        long begin = System.nanoTime();
        long arrivals = Math.round(perSecond * length.toNanos() / 1e9);
        for (long arrival = 0; arrival < arrivals; arrival++) {
            long due = begin + Math.round(arrival * 1e9 / perSecond);
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            client.onThread(() -> load.ask(due, () -> {}));
        }
        client.onThread(load::end);
        return load.awaited();
    }

    private void askUntil(long end) {
        long now = System.nanoTime();
        if (now < end) {
            ask(now, () -> askUntil(end));
        } else {
            end();
        }
    }

    private void ask(long due, Runnable next) {
        Act act = mix.next(random);
        Pick pick = client.picks().get(random.nextInt(client.picks().size()));
        underWay++;
        client.send(act, pick, Integer.toString(random.nextInt(1, 1_000_000_000)))
                .onComplete(answered -> {
                    underWay--;
                    if (answered.failed()) {
                        answers.bad(answered.cause().getClass().getSimpleName());
                    } else if (answered.result() != act.expected()) {
                        answers.bad(act + " " + answered.result());
                    } else {
                        answers.good(System.nanoTime() - due);
                    }
                    next.run();
                    endWhenAnswered();
                });
    }

    private void end() {
        ending = true;
        endWhenAnswered();
    }

    private void endWhenAnswered() {
        if (ending && underWay == 0) {
            over.complete(null);
        }
    }

    /** Whoever is not answered in good time is an error. */
    private Answers awaited() throws InterruptedException {
        try {
            over.get(length.toSeconds() + PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            client.onThread(() -> {
                for (; underWay > 0; underWay--) {
                    answers.bad("no answer");
                }
                over.complete(null);
            });
            over.join();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return answers;
    }
}
