package de.msbls.paliad.calendar.sync.journey.sabredav;

import de.msbls.paliad.calendar.sync.journey.ReadOnlyJourney;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("binary")
@WithTestResource(ServiceUnderTest.class)
class ReadOnlyJourneyOnSabreDavIT extends ReadOnlyJourney {

    @Override
    protected RemoteServer server() {
        return RealServers.sabredav();
    }
}
