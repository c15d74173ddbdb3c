package de.msbls.paliad.calendar.sync.journey.radicale;

import de.msbls.paliad.calendar.sync.journey.RenameJourney;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("binary")
@WithTestResource(ServiceUnderTest.class)
class RenameJourneyOnRadicaleIT extends RenameJourney {

    @Override
    protected RemoteServer server() {
        return RealServers.radicale();
    }
}
