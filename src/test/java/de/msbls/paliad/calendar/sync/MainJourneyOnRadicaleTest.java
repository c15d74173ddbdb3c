package de.msbls.paliad.calendar.sync;

import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class MainJourneyOnRadicaleTest extends MainJourney {

    @Override
    RemoteServer server() {
        return RealServers.radicale();
    }
}
