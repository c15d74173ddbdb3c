package de.msbls.paliad.calendar.platform.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the database is gone, or its schema is older than this version needs. */
@Readiness
@ApplicationScoped
public class DatabaseHealth implements AsyncHealthCheck {

    private static final String NAME = "database";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SchemaMigration schema;
    private final SchemaRepository repository;

    DatabaseHealth(SchemaMigration schema, SchemaRepository repository) {
        this.schema = schema;
        this.repository = repository;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (!schema.isReady()) {
            return Uni.createFrom().item(down("the schema is not as this version needs it yet"));
        }
        return repository
                .version()
                .map(version -> version >= schema.neededVersion()
                        ? HealthCheckResponse.up(NAME)
                        : down("the schema is at version " + version + ", " + schema.neededVersion() + " is needed"))
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(() -> down("no answer in time"))
                .onFailure()
                .recoverWithItem(() -> down("cannot be reached"));
    }

    private static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
    }
}
