package de.msbls.paliad.calendar.bench.scale;

import de.msbls.paliad.calendar.caldav.CalDavSettings;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import de.msbls.paliad.calendar.platform.crypto.Vault;
import de.msbls.paliad.calendar.sync.SyncSettings;
import de.msbls.paliad.calendar.sync.change.FanOutRepository;
import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.log.LogRetentionRepository;
import de.msbls.paliad.calendar.sync.model.Assembly;
import de.msbls.paliad.calendar.sync.slice.Scope;
import de.msbls.paliad.calendar.sync.slice.SliceRepository;
import de.msbls.paliad.calendar.sync.tick.AccountTick;
import de.msbls.paliad.calendar.sync.tick.QuietTick;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The engine's own classes on a pool of their own, without the container; its statements are prepared, as the service's. */
final class Engine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Nobody renews it here, however busy the machine is. */
    private static final Duration LEASE = PATIENCE;

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final FanOutRepository changes;
    private final LeaseRepository leases;
    private final SliceRepository slices;
    private final AccountTick accounts;
    private final QuietTick quietTicks;
    private final LogRetentionRepository oldLog;
    private final Vault vault;

    Engine(FirmDatabase firm, int port, int connections) {
        PaliadConfig config = SyncSettings.with(Map.of(
                "paliad.caldav.allow-http", "true",
                "paliad.caldav.allowed-networks", "127.0.0.0/8"));
        PgConnectOptions address = PgConnectOptions.fromUri(firm.reactiveUrl())
                .setHost("127.0.0.1")
                .setPort(port)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheSqlLimit(16 * 1024);
        pool = PgBuilder.pool()
                .connectingTo(address)
                .with(new PoolOptions().setMaxSize(connections))
                .using(vertx)
                .build();
        CalDavSettings caldav =
                new CalDavSettings(List.of("127.0.0.0/8"), true, config.caldav().requestTimeout(), 4);
        Assembly engine = new Assembly(pool, vertx, Clock.systemUTC(), config, caldav);
        changes = engine.get(FanOutRepository.class);
        leases = engine.get(LeaseRepository.class);
        slices = engine.get(SliceRepository.class);
        accounts = engine.get(AccountTick.class);
        quietTicks = engine.get(QuietTick.class);
        oldLog = engine.get(LogRetentionRepository.class);
        vault = engine.get(Vault.class);
    }

    long fanOut() {
        return answer(changes.fanOut(1000));
    }

    int slice(UUID binding, Scope scope) {
        return answer(slices.differences(pool, binding, scope, null)).size();
    }

    /** So many claims of eight accounts, so many at a time, each handed back as after a quiet tick; answers how many accounts. */
    int claim(int claims, int atOnce) {
        return answer(Multi.createFrom()
                .range(0, claims)
                .onItem()
                .transformToUni(i -> leases.claim("claimer", LEASE, 8, 6, List.of())
                        .call(claimed -> Multi.createFrom()
                                .iterable(claimed)
                                .onItem()
                                .transformToUniAndConcatenate(
                                        lease -> leases.release(pool, lease, Duration.ofMinutes(5), Duration.ZERO))
                                .collect()
                                .asList())
                        .map(List::size))
                .merge(atOnce)
                .collect()
                .with(Collectors.summingInt(Integer::intValue)));
    }

    /** Works on what is due until nothing is, so many accounts at once; answers how many ticks it took. */
    int drain(int atOnce) {
        int ticks = 0;
        List<Lease> claimed;
        do {
            claimed = answer(leases.claim("drain", LEASE, atOnce, atOnce, List.of()));
            answer(Multi.createFrom()
                    .iterable(claimed)
                    .onItem()
                    .transformToUni(accounts::run)
                    .merge(atOnce)
                    .collect()
                    .asList());
            ticks += claimed.size();
        } while (!claimed.isEmpty());
        return ticks;
    }

    /** Quiet ticks while accounts are due, in so many claims of eight after one another, so many at a time; answers how many ticks. */
    int quiet(int claims, int atOnce) {
        return answer(Multi.createFrom()
                .range(0, atOnce)
                .onItem()
                .transformToUni(i -> quietWhileDue(claims))
                .merge(atOnce)
                .collect()
                .with(Collectors.summingInt(Integer::intValue)));
    }

    private Uni<Integer> quietWhileDue(int claims) {
        return Multi.createBy()
                .repeating()
                .uni(() -> leases.claim("quiet", LEASE, 8, 6, List.of())
                        .call(this::quietTicks)
                        .map(List::size))
                .whilst(claimed -> claimed > 0)
                .select()
                .first(claims)
                .collect()
                .with(Collectors.summingInt(Integer::intValue));
    }

    private Uni<Void> quietTicks(List<Lease> claimed) {
        return Multi.createFrom()
                .iterable(claimed)
                .onItem()
                .transformToUni(quietTicks::run)
                .merge(8)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** One step of the walk that lets old rows of the log go. */
    void tidyLog() {
        answer(oldLog.step());
    }

    /** A user's connection leads to that server, with a password that can be read. */
    void connect(FirmDatabase firm, UUID user, URI server) {
        KeyOwner owner = KeyOwner.of(user, server);
        byte[] dataKey = vault.newDataKey(owner);
        firm.run(
                """
                UPDATE paliad.user_caldav_config
                SET server_url = ?, home_url = ?, password_encrypted = ?, data_key = ?
                WHERE user_id = ?
                """,
                server.toString(),
                server.resolve("/" + user + "/").toString(),
                vault.open(dataKey, owner).seal("", "secret".getBytes(StandardCharsets.UTF_8)),
                dataKey,
                user);
        firm.run("""
                UPDATE paliad.user_calendar_bindings
                SET calendar_path = '/' || user_id || '/' || scope_kind || '/', calendar_key = '/' || user_id || '/' || scope_kind || '/'
                WHERE user_id = ?
                """, user);
    }

    private static <T> T answer(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        answer(pool.close());
        answer(vertx.close());
    }
}
