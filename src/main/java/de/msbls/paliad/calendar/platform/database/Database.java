package de.msbls.paliad.calendar.platform.database;

import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The way to PostgreSQL for requests. A database that is away, full, asked by too many at once or not migrated yet ends as a
 * 503 problem, never as a 500.
 */
@ApplicationScoped
public class Database {

    private static final Logger LOG = Logger.getLogger(Database.class);

    /** PostgreSQL breaks a deadlock by failing one side: that one simply goes again. */
    private static final int ATTEMPTS = 4;

    private final Pool pool;
    private final SchemaMigration schema;
    private final Admission admission;

    Database(Pool pool, SchemaMigration schema, Admission admission) {
        this.pool = pool;
        this.schema = schema;
        this.admission = admission;
    }

    /** Statements that each stand for themselves. */
    public <T> Uni<T> read(Function<SqlClient, Uni<T>> work) {
        return guarded(() -> work.apply(pool));
    }

    /** All or nothing: a failure of the returned Uni rolls back. The work may run again after a deadlock. */
    public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return guarded(() -> Uni.createFrom()
                .deferred(() -> pool.withTransaction(work))
                .onFailure(DatabaseFaults::isTransient)
                .retry()
                .atMost(ATTEMPTS - 1));
    }

    private <T> Uni<T> guarded(Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().deferred(() -> {
            if (!schema.isReady()) {
                return Uni.createFrom().failure(ProblemType.DATABASE_UNAVAILABLE.problem());
            }
            if (!admission.enter()) {
                return Uni.createFrom()
                        .failure(ProblemType.DATABASE_UNAVAILABLE.problem("Too many requests wait for it already"));
            }
            return Uni.createFrom()
                    .deferred(work)
                    .onTermination()
                    .invoke(admission::leave)
                    .onFailure(DatabaseFaults::isUnavailable)
                    .transform(Database::told);
        });
    }

    private static Throwable told(Throwable fault) {
        LOG.warnf("The database cannot be used: %s", fault.getMessage());
        return ProblemType.DATABASE_UNAVAILABLE.problem();
    }
}
