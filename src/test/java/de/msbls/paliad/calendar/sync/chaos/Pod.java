package de.msbls.paliad.calendar.sync.chaos;

import de.msbls.paliad.calendar.testing.PackagedService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One process of the packaged service, which may be killed, paused, told to end, and started again. */
final class Pod {

    /** What its work has been given to end, and half a minute for the process itself. */
    private static final Duration LONGEST_END = Duration.ofSeconds(35);

    private final String name;
    private final boolean isWorker;
    private final PackagedService service;
    private volatile boolean reachable;

    Pod(
            String name,
            boolean isWorker,
            Path artifact,
            List<String> virtualMachine,
            Map<String, String> settings,
            Path log) {
        this.name = name;
        this.isWorker = isWorker;
        this.service = PackagedService.of(artifact, virtualMachine, settings, log);
    }

    String name() {
        return name;
    }

    boolean isWorker() {
        return isWorker;
    }

    void start() {
        service.start();
        reachable = true;
    }

    /** Where it serves; nothing while it starts, stands still, or is no more. */
    Optional<URI> address() {
        return reachable ? service.address() : Optional.empty();
    }

    boolean serves() {
        return address().isPresent();
    }

    /** Whether it has ended though nobody told it to. */
    boolean hasFallen() {
        return reachable && !service.isAlive();
    }

    void awaitServing() {
        service.awaitAddress();
    }

    void kill() {
        reachable = false;
        service.kill();
        service.awaitEnd();
    }

    void pause() {
        reachable = false;
        service.standStill();
    }

    void goOn() {
        service.goOn();
        reachable = true;
    }

    /** SIGTERM; answers whether it has ended in time. */
    boolean terminate() {
        reachable = false;
        CompletableFuture<Void> end = CompletableFuture.runAsync(service::close);
        end.completeOnTimeout(null, LONGEST_END.toSeconds(), TimeUnit.SECONDS).join();
        return !service.isAlive();
    }

    /** For good, in whatever state it is. */
    void end() {
        reachable = false;
        service.kill();
    }

    @Override
    public String toString() {
        return name;
    }
}
