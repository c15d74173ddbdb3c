package de.msbls.paliad.calendar.sync.journey.radicale;

import de.msbls.paliad.calendar.sync.journey.GuardJourney;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class GuardJourneyOnRadicaleTest extends GuardJourney {

    @Override
    protected RemoteServer server() {
        return RealServers.radicale();
    }
}
