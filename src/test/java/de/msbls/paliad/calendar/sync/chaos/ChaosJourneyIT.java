package de.msbls.paliad.calendar.sync.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.sync.chaos.Firm.Office;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.RestartablePostgres;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Pods of the packaged service are killed, paused and told to end, and their database restarts and crashes, while the firm,
 * its lawyers at the API and their calendar clients change what is to be synced. {@link Extent} says how much of it.
 */
@Tag("binary")
class ChaosJourneyIT {

    private static final Logger LOG = Logger.getLogger(ChaosJourneyIT.class);

    /** A storm in which no process of the API ever served would prove little. */
    private static final int CALLS_THAT_COUNT = 10;

    /** Each kind happens once, however slowly a busy machine starts processes. */
    private static final Duration LONGEST_MISFORTUNES = Duration.ofMinutes(10);

    private final Extent extent = Extent.asTold();
    private final Tally tally = new Tally();
    private final Names names = new Names();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private RestartablePostgres postgres;
    private Servers servers;
    private Pods pods;
    private Chronicle chronicle;
    private Firm firm;
    private Clients clients;
    private Callers callers;
    private Calm calm;

    @BeforeEach
    void aFirmWithManyPods() {
        LOG.info(extent);
        servers = closedInTheEnd(new Servers(extent.scripted()));
        postgres = closedInTheEnd(RestartablePostgres.start());
        pods = closedInTheEnd(new Pods(extent, postgres));
        pods.start();
        FirmData database = new FirmData(postgres.database());
        chronicle = new Chronicle(database);
        chronicle.begin();
        firm = new Firm(database, names, tally, new Draw(extent.seed()));
        clients = new Clients(chronicle, names, tally, new Draw(extent.seed() + 1));
        callers = new Callers(pods, firm, names, tally, new Draw(extent.seed() + 2));
        calm = new Calm(database, tally, extent.patience());
        open();
    }

    private void open() {
        Opening opening = new Opening(pods.apis().get(0).address().orElseThrow());
        Office real = firm.found(extent.users());
        clients.open(opening.of(real, number -> servers.onReal(), number -> true));
        Office scripted = firm.found(extent.scripted());
        clients.open(opening.of(scripted, servers::onScripted, number -> number % 4 == 0));
    }

    private <T extends AutoCloseable> T closedInTheEnd(T one) {
        opened.push(one);
        return one;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @Test
    void whateverBefallsPodsBothSidesBecomeEqualAndNothingIsLostOrDoubled() throws InterruptedException {
        try {
            calm.awaitIt();
            LOG.infof("first sync done: %d writes, %s", servers.writes(), tally);
            storm();
            LOG.infof("the storm is over: %d writes, %s", servers.writes(), tally);
            calm.awaitIt();
            reckon();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("%s; %s; troubles on the way: %s".formatted(extent, tally, tally.troubles()), e);
        }
    }

    private void storm() throws InterruptedException {
        ScheduledExecutorService people = Executors.newScheduledThreadPool(4);
        try {
            often(people, 100, "the firm", firm::change);
            often(people, 150, "a client", clients::act);
            often(people, 250, "a caller", callers::call);
            often(people, 1000, "the machine", calm::endBackOff);
            misfortunes();
            await("the API to be of use")
                    .atMost(extent.patience())
                    .until(() -> tally.of(Callers.DONE) >= CALLS_THAT_COUNT);
            people.shutdown();
            assertThat(people.awaitTermination(1, TimeUnit.MINUTES))
                    .as("people rest")
                    .isTrue();
        } finally {
            people.shutdownNow();
        }
    }

    private void often(ScheduledExecutorService people, int millis, String who, Runnable act) {
        people.scheduleWithFixedDelay(tally.persistently(who, act), 0, millis, TimeUnit.MILLISECONDS);
    }

    /** When they are over, every pod serves. */
    private void misfortunes() {
        long end = System.nanoTime() + extent.storm().toNanos();
        List<CompletableFuture<Void>> misfortunes = IntStream.range(0, extent.misfortunesAtOnce())
                .mapToObj(number -> new Draw(extent.seed() + 3 + number))
                .map(draw -> new Misfortunes(pods, postgres, servers, chronicle, tally, draw, extent))
                .map(one -> CompletableFuture.runAsync(
                        () -> one.runUntil(() -> System.nanoTime() - end > 0),
                        task -> new Thread(task, "misfortunes").start()))
                .toList();
        await("the misfortunes to end")
                .atMost(extent.storm().plus(LONGEST_MISFORTUNES))
                .until(() -> misfortunes.stream().allMatch(CompletableFuture::isDone));
        misfortunes.forEach(CompletableFuture::join);
        pods.awaitServing();
        assertThat(pods.fallen()).as("pods that ended by themselves").isEmpty();
    }

    /** And then another whole tick of each changes nothing. */
    private void reckon() {
        long writes = servers.writes();
        Reckoning reckoning = new Reckoning(chronicle, clients);
        List<String> troubles = new ArrayList<>(tally.troubles());
        troubles.addAll(reckoning.troubles());
        troubles.addAll(new Proofs(chronicle, clients, servers, tally).troubles());
        assertThat(troubles).isEmpty();
        calm.awaitIt();
        assertThat(servers.writes()).as("writes without a cause").isEqualTo(writes);
        chronicle.summary().forEach(tally::count);
        LOG.infof(
                "all is well: %d objects in %d calendars are as they should be after %d writes; %s; %s",
                reckoning.compared(), clients.calendars().size(), writes, tally, extent);
    }
}
