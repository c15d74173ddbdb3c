package de.msbls.paliad.calendar.oversight.live;

import de.msbls.paliad.calendar.platform.database.Notifications;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whose states are watched in this process, and the hints that wake whoever watches. */
@ApplicationScoped
class Watchers {

    private static final String CHANNEL = "paliad_states";

    /** A hint may be missed; and an ingress takes a stream for dead that says nothing for a minute. */
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(25);

    private static final int MOST_OF_ONE_USER = 16;

    private final Notifications notifications;
    private final Vertx vertx;
    private final AtomicBoolean listening = new AtomicBoolean();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Map<UUID, Set<Watcher>> watchers = new ConcurrentHashMap<>();

    Watchers(Notifications notifications, Vertx vertx) {
        this.notifications = notifications;
        this.vertx = vertx;
    }

    /** Fails with 429 when the user has about as many streams open as anybody needs. */
    void requireRoom(UUID user) {
        if (watchers.getOrDefault(user, Set.of()).size() >= MOST_OF_ONE_USER) {
            throw ProblemType.TOO_MANY_REQUESTS.problem(MOST_OF_ONE_USER + " event streams are open already");
        }
    }

    /** At once, whenever the user's states may have changed, and now and then; the last of several while nobody takes them. */
    Multi<UUID> hints(UUID user, Duration life) {
        return Multi.createFrom().emitter(emitter -> open(user, life, emitter), BackPressureStrategy.LATEST);
    }

    /** A stream would keep the process waiting for its end; its client comes again, to another instance. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        ending.set(true);
        watchers.values().forEach(ofOne -> ofOne.forEach(Watcher::end));
    }

    private void open(UUID user, Duration life, MultiEmitter<? super UUID> emitter) {
        Watcher watcher = new Watcher(vertx.getOrCreateContext(), () -> emitter.emit(user), emitter::complete);
        long looks = vertx.setPeriodic(LOOK_INTERVAL.toMillis(), timer -> watcher.hint());
        long end = vertx.setTimer(Math.max(1, life.toMillis()), timer -> watcher.end());
        emitter.onTermination(() -> {
            vertx.cancelTimer(looks);
            vertx.cancelTimer(end);
            remove(user, watcher);
        });
        add(user, watcher);
        if (listening.compareAndSet(false, true)) {
            notifications.listen(CHANNEL, this::heard);
        }
        watcher.hint();
        if (ending.get()) {
            watcher.end();
        }
    }

    private void add(UUID user, Watcher watcher) {
        watchers.compute(user, (id, present) -> {
            Set<Watcher> ofOne = present == null ? ConcurrentHashMap.newKeySet() : present;
            ofOne.add(watcher);
            return ofOne;
        });
    }

    private void remove(UUID user, Watcher watcher) {
        watchers.computeIfPresent(user, (id, ofOne) -> {
            ofOne.remove(watcher);
            return ofOne.isEmpty() ? null : ofOne;
        });
    }

    /** Nothing said: anybody's states may have changed. */
    private void heard(String user) {
        if (user.isEmpty()) {
            watchers.values().forEach(ofOne -> ofOne.forEach(Watcher::hint));
        } else {
            watchers.getOrDefault(UUID.fromString(user), Set.of()).forEach(Watcher::hint);
        }
    }

    /** One stream; what is emitted into it is emitted on its own context, wherever the hint came from. */
    private record Watcher(Context context, Runnable emit, Runnable complete) {

        void hint() {
            context.runOnContext(here -> emit.run());
        }

        void end() {
            context.runOnContext(here -> complete.run());
        }
    }
}
