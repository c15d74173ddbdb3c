package de.msbls.paliad.calendar.platform.database;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.platform.config.PaliadConfig.Migrate;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.jboss.logging.Logger;

/**
 * Brings the schema up to what this version needs before anything uses its tables, or waits until another process has
 * done so ({@code paliad.migrate}). Pods that start at once take turns under Flyway's own lock. A database that is
 * absent is waited for: the process lives and is not ready.
 */
@ApplicationScoped
public class SchemaMigration {

    private static final Logger LOG = Logger.getLogger(SchemaMigration.class);

    private static final Duration REST = Duration.ofSeconds(3);
    private static final Duration CATALOGUE_TIMEOUT = Duration.ofSeconds(10);

    private final Flyway flyway;
    private final SchemaRepository repository;
    private final Migrate migrate;
    private final ExecutorService waiting = Executors.newSingleThreadExecutor(SchemaMigration::daemon);

    private volatile State state = new State(false, 0);

    SchemaMigration(Flyway flyway, SchemaRepository repository, PaliadConfig config) {
        this.flyway = flyway;
        this.repository = repository;
        this.migrate = config.migrate();
    }

    /** Whether the tables may be used. Once true it stays so. */
    public boolean isReady() {
        return state.ready();
    }

    /** The version of the schema that this binary needs; 0 before {@link #isReady()}. */
    int neededVersion() {
        return state.neededVersion();
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        if (!attempt()) {
            waiting.execute(this::attemptUntilReady);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        waiting.shutdownNow();
    }

    private void attemptUntilReady() {
        try {
            do {
                Thread.sleep(REST.toMillis());
            } while (!attempt());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.fatal("The schema cannot be used", e);
            Quarkus.asyncExit(1);
        }
    }

    /** Whether the schema is as it must be. A database that cannot be reached, or that others migrate, is no error. */
    private boolean attempt() {
        MigrationInfoService info;
        try {
            if (migrate != Migrate.FALSE) {
                flyway.migrate();
            }
            info = flyway.info();
        } catch (FlywayException e) {
            if (!isUnreachable(e)) {
                throw e;
            }
            LOG.warn("The database cannot be reached; waiting for it");
            return false;
        }
        if (info.pending().length > 0) {
            LOG.warnf(
                    "The schema is older than this version needs (%d migrations are missing); waiting",
                    info.pending().length);
            return false;
        }
        List<String> hidden;
        try {
            hidden = repository.tablesWithHiddenRows().await().atMost(CATALOGUE_TIMEOUT);
        } catch (RuntimeException e) {
            if (!hasGoneAway(e)) {
                throw e;
            }
            LOG.warn("The database went away; waiting for it", e);
            return false;
        }
        refuse(hidden);
        state = new State(true, newest(info));
        LOG.infof("The schema is at version %d", state.neededVersion());
        if (migrate == Migrate.ONLY) {
            Quarkus.asyncExit(0);
        }
        return true;
    }

    private static boolean hasGoneAway(RuntimeException fault) {
        return fault instanceof CompletionException
                || fault instanceof TimeoutException
                || DatabaseFaults.isUnavailable(fault);
    }

    /** A slice that lacks rows that we do not see would be taken for deletions. */
    private static void refuse(List<String> tables) {
        if (!tables.isEmpty()) {
            throw new IllegalStateException("Row security hides rows of paliad." + String.join(", paliad.", tables)
                    + " from this service's database user: give it BYPASSRLS, or disable row security there");
        }
    }

    private static int newest(MigrationInfoService info) {
        int newest = 0;
        for (MigrationInfo migration : info.all()) {
            if (migration.getVersion() != null && migration.getPhysicalLocation() != null) {
                newest = Math.max(newest, migration.getVersion().getMajor().intValueExact());
            }
        }
        return newest;
    }

    private static boolean isUnreachable(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String sqlState = sql.getSQLState();
                // no state: the pool's own time-out; 08: connection; 57P: starting or stopping; 53300: no slot
                if (sqlState == null
                        || sqlState.startsWith("08")
                        || sqlState.startsWith("57P")
                        || sqlState.equals("53300")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "schema");
        thread.setDaemon(true);
        return thread;
    }

    private record State(boolean ready, int neededVersion) {}
}
