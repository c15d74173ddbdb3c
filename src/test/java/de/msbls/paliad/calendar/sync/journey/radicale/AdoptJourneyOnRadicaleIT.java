package de.msbls.paliad.calendar.sync.journey.radicale;

import de.msbls.paliad.calendar.sync.journey.AdoptJourney;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("binary")
@WithTestResource(ServiceUnderTest.class)
class AdoptJourneyOnRadicaleIT extends AdoptJourney {

    @Override
    protected RemoteServer server() {
        return RealServers.radicale();
    }
}
