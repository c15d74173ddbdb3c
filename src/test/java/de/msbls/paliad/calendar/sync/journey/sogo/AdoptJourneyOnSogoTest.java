package de.msbls.paliad.calendar.sync.journey.sogo;

import de.msbls.paliad.calendar.sync.journey.AdoptJourney;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;

@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
@Tag("interop")
class AdoptJourneyOnSogoTest extends AdoptJourney {

    @Override
    protected RemoteServer server() {
        return RealServers.sogo();
    }
}
