package de.msbls.paliad.calendar.sync.journey.radicale;

import de.msbls.paliad.calendar.sync.journey.MainJourney;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
@WithTestResource(ServiceUnderTest.class)
class MainJourneyOnRadicaleIT extends MainJourney {

    @Override
    protected RemoteServer server() {
        return RealServers.radicale();
    }
}
