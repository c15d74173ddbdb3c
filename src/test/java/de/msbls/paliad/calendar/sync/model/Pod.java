package de.msbls.paliad.calendar.sync.model;

import static de.msbls.paliad.calendar.sync.SyncDatabase.answer;

import de.msbls.paliad.calendar.caldav.CalDavSettings;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.SyncSettings;
import de.msbls.paliad.calendar.sync.change.FanOutRepository;
import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.lease.LeaseLostException;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.tick.AccountTick;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One worker process: the engine without its container, with HTTP connections of its own. It runs when it is told to. */
final class Pod {

    private static final Duration LEASE = Duration.ofSeconds(90);

    private final String name;
    private final FanOutRepository changes;
    private final LeaseRepository leases;
    private final AccountTick accounts;

    Pod(String name, Pool pool, Vertx vertx, Clock clock, PaliadConfig config) {
        PaliadConfig.Caldav caldav = config.caldav();
        CalDavSettings settings = new CalDavSettings(
                caldav.allowedNetworks().orElse(List.of()),
                caldav.allowHttp(),
                caldav.requestTimeout(),
                caldav.connectionsPerAccount());
        Assembly engine = new Assembly(pool, vertx, clock, config, settings);
        this.name = name;
        this.changes = engine.get(FanOutRepository.class);
        this.leases = engine.get(LeaseRepository.class);
        this.accounts = engine.get(AccountTick.class);
    }

    /** The settings that a run asks for; a server on this machine is allowed. */
    static PaliadConfig settings(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "paliad.caldav.allow-http", "true",
                "paliad.caldav.allowed-networks", "127.0.0.0/8",
                "paliad.caldav.request-timeout", "10s"));
        all.putAll(settings);
        return SyncSettings.with(all);
    }

    void fanOut() {
        while (answer(changes.fanOut(1000)) > 0) {
            Thread.onSpinWait();
        }
    }

    /** Claims what is due and runs it, one account after the other; a lease that is lost on the way is given up. */
    void work(Consumer<Lease> claimed) {
        for (Lease lease : answer(leases.claim(name, LEASE, 10, 10, List.of()))) {
            claimed.accept(lease);
            try {
                answer(accounts.run(lease));
            } catch (LeaseLostException lost) {
                answer(leases.giveUp(lease));
            }
        }
    }
}
