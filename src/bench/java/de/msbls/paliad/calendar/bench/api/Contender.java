package de.msbls.paliad.calendar.bench.api;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A packaged service that only answers requests, and its users. */
final class Contender implements AutoCloseable {

    private final String name;
    private final PackagedService service;
    private final ApiClient client;

    private Contender(String name, PackagedService service, ApiClient client) {
        this.name = name;
        this.service = service;
        this.client = client;
    }

    /**
     * Starts it.
     *
     * @param database where it connects to
     */
    static Contender start(
            String name,
            Path artifact,
            Options options,
            FirmDatabase firm,
            String database,
            List<Pick> picks,
            Path log) {
        PackagedService service = PackagedService.of(
                artifact,
                isJar(artifact) ? options.virtualMachine() : List.of(),
                firm,
                Map.of(
                        "paliad.role",
                        "api",
                        "paliad.api.burst",
                        "100000",
                        "quarkus.datasource.reactive.url",
                        database,
                        "quarkus.datasource.reactive.max-size",
                        Integer.toString(options.connections())),
                log);
        service.start();
        URI address = service.awaitAddress();
        return new Contender(name, service, new ApiClient(address, picks));
    }

    /** Else it is a native binary. */
    static boolean isJar(Path artifact) {
        return artifact.toString().endsWith(".jar");
    }

    ApiClient client() {
        return client;
    }

    /** Until what runs often is compiled, and every statement prepared. */
    void warmUp(Options options) throws InterruptedException {
        client.renewTokens();
        Load.closed(client, Mix.ALL, Duration.ofSeconds(options.warmUpSeconds()), usersAtOnce(options));
    }

    /** As much as it carries. */
    Measure most(Mix mix, Options options, ProcessorTime processors) throws InterruptedException {
        client.renewTokens();
        ProcessorTime.Reading before = processors.withService(service.pid());
        long begin = System.nanoTime();
        Answers answers = Load.closed(client, mix, Duration.ofSeconds(options.seconds()), usersAtOnce(options));
        return measure(answers, begin, processors.withService(service.pid()).minus(before));
    }

    /** So many requests a second, whether it carries them or not. */
    Measure at(double perSecond, Mix mix, Options options, ProcessorTime processors) throws InterruptedException {
        client.renewTokens();
        ProcessorTime.Reading before = processors.withService(service.pid());
        long begin = System.nanoTime();
        Answers answers = Load.open(client, mix, Duration.ofSeconds(options.seconds()), perSecond);
        return measure(answers, begin, processors.withService(service.pid()).minus(before));
    }

    private static Measure measure(Answers answers, long begin, ProcessorTime.Reading spent) {
        return new Measure(answers, answers.count() / ((System.nanoTime() - begin) / 1e9), spent);
    }

    /** Two for each connection to the database: while one waits there, the other's answer is written and its next request read. */
    private static int usersAtOnce(Options options) {
        return 2 * options.connections();
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        client.close();
        service.close();
    }

    /** A load that is over. */
    record Measure(Answers answers, double perSecond, ProcessorTime.Reading spent) {}
}
