package de.msbls.paliad.calendar.sync.journey.tls;

import de.msbls.paliad.calendar.sync.journey.MainJourney;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.TlsServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;

@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class MainJourneyOverHttp2Test extends MainJourney {

    private final TlsServer tls = RealServers.sabredavOverTls();

    @Override
    protected RemoteServer server() {
        return tls.server();
    }

    @Override
    protected RemoteAccount asTheServiceReaches(RemoteAccount account) {
        return account.through(tls.http2());
    }

    @AfterEach
    void itAllCameOverOneConnection() {
        tls.assertThatAllCame(account, tls.http2(), "HTTP/2.0", 1);
    }
}
