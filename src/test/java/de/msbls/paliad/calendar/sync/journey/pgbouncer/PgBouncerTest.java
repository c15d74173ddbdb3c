package de.msbls.paliad.calendar.sync.journey.pgbouncer;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.sync.journey.MainJourney;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteServer;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** Behind PgBouncer in transaction mode nothing is different: LISTEN hears nothing there, but the worker's poll finds its work. */
@QuarkusTest
@WithTestResource(value = PgBouncer.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@Tag("interop")
class PgBouncerTest extends MainJourney {

    @Override
    protected RemoteServer server() {
        return RealServers.radicale();
    }

    @AfterEach
    void theServiceHasSharedAFewConnections() {
        assertThat(firm.query("SELECT FROM pg_stat_activity WHERE application_name = 'vertx-pg-client'"))
                .hasSizeBetween(1, PgBouncer.SERVER_CONNECTIONS);
    }
}
