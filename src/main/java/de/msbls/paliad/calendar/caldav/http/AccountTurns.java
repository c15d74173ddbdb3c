package de.msbls.paliad.calendar.caldav.http;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets at most so many pieces of work run at once on one account; the others wait in the order in which they came. */
final class AccountTurns {

    private final int atOnce;
    private final Map<UUID, Queue> queues = new HashMap<>();

    AccountTurns(int atOnce) {
        this.atOnce = atOnce;
    }

    /** Runs {@code work} when it is its turn; a cancelled or failed one makes room for the next. */
    <T> Uni<T> inTurn(UUID account, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Turn turn = enter(account);
            return Uni.createFrom()
                    .completionStage(turn.granted)
                    .emitOn(CallersContext.current()) // whoever makes room is another caller
                    .chain(granted -> work.get())
                    .onTermination()
                    .invoke(() -> leave(account, turn));
        });
    }

    private synchronized Turn enter(UUID account) {
        Queue queue = queues.computeIfAbsent(account, id -> new Queue());
        Turn turn = new Turn();
        if (queue.running < atOnce) {
            queue.running++;
            turn.granted.complete(null);
        } else {
            queue.waiting.add(turn);
        }
        return turn;
    }

    private void leave(UUID account, Turn turn) {
        Turn next = handOver(account, turn);
        if (next != null) {
            next.granted.complete(null); // outside the lock: it starts the next one's work
        }
    }

    private synchronized @Nullable Turn handOver(UUID account, Turn turn) {
        Queue queue = queues.get(account);
        if (queue == null || turn.left) {
            return null;
        }
        turn.left = true;
        if (queue.waiting.remove(turn)) {
            return null; // it had not begun
        }
        Turn next = queue.waiting.poll();
        if (next == null && --queue.running == 0) {
            queues.remove(account);
        }
        return next;
    }

    private static final class Queue {
        private int running;
        private final Deque<Turn> waiting = new ArrayDeque<>();
    }

    private static final class Turn {
        private final CompletableFuture<Void> granted = new CompletableFuture<>();
        private boolean left;
    }
}
