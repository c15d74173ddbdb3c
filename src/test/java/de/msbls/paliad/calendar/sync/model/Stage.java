package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.SyncDatabase;
import de.msbls.paliad.calendar.sync.model.server.ScriptedCalDav;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PostgresServer;
import io.vertx.mutiny.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/** What one run after the other is played on: a database, a server, two pods for each way of settings. */
final class Stage implements AutoCloseable {

    private final FirmDatabase database = PostgresServer.NEWEST.migratedDatabase();
    private final Ground ground = new Ground(database);
    private final SyncDatabase way = new SyncDatabase(database);
    private final Vertx vertx = Vertx.vertx();
    private final ScriptedCalDav server = new ScriptedCalDav(vertx.getDelegate());
    private final MovableClock clock = new MovableClock();
    private final Sights sights;
    private final Map<Map<String, String>, PaliadConfig> configs = new HashMap<>();
    private final Map<String, Pod> pods = new HashMap<>();

    Stage(Sights sights) {
        this.sights = sights;
        SyncDatabase.answer(way.pool().query("SELECT 1").execute());
    }

    Sights sights() {
        return sights;
    }

    Ground ground() {
        return ground;
    }

    ScriptedCalDav server() {
        return server;
    }

    MovableClock clock() {
        return clock;
    }

    PaliadConfig config(Frame frame) {
        return configs.computeIfAbsent(frame.settings(), Pod::settings);
    }

    Pod pod(String name, Frame frame) {
        return pods.computeIfAbsent(
                name + frame.settings(), key -> new Pod(name, way.pool(), vertx, clock, config(frame)));
    }

    @Override
    public void close() {
        server.close();
        way.close();
        SyncDatabase.answer(vertx.close());
        database.close();
    }
}
