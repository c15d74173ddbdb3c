package de.msbls.paliad.calendar.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.PaliadDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowSecurityTest {

    @Test
    void tablesThatHideRowsFromTheServiceAreFound() {
        PaliadDatabase postgres = new PaliadDatabase();
        Map<String, String> settings = postgres.start();
        Vertx vertx = Vertx.vertx();
        try {
            FirmData owner = new FirmData(postgres.dataSource());
            owner.execute("CREATE SCHEMA paliad");
            owner.execute("CREATE TABLE paliad.appointments (id int)");
            owner.execute("CREATE TABLE paliad.users (id int)");
            owner.execute("CREATE ROLE service LOGIN PASSWORD 'service'");
            owner.execute("GRANT USAGE ON SCHEMA paliad TO service");
            owner.execute("GRANT SELECT ON ALL TABLES IN SCHEMA paliad TO service");
            SchemaRepository schema =
                    new SchemaRepository(pool(vertx, settings.get("quarkus.datasource.reactive.url")));
            assertThat(schema.tablesWithHiddenRows().await().indefinitely()).isEmpty();

            owner.execute("ALTER TABLE paliad.appointments ENABLE ROW LEVEL SECURITY");

            assertThat(schema.tablesWithHiddenRows().await().indefinitely()).containsExactly("appointments");
        } finally {
            vertx.closeAndAwait();
            postgres.stop();
        }
    }

    private static Pool pool(Vertx vertx, String url) {
        return Pool.newInstance(PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(url).setUser("service").setPassword("service"))
                .using(vertx.getDelegate())
                .build());
    }
}
