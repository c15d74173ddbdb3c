package de.msbls.paliad.calendar.sync.journey.sabredav;

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
class RenameJourneyOnSabreDavIT extends RenameJourney {

    @Override
    protected RemoteServer server() {
        return RealServers.sabredav();
    }

    /** sabre/dav 1.8 answers a MOVE of an object with 403. */
    @Override
    protected void move(String href, String renamed) {
        writeAnew(href, renamed, "Dentist");
    }
}
