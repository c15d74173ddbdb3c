package de.msbls.paliad.calendar.sync.journey.sogo;

import de.msbls.paliad.calendar.sync.journey.RenameJourney;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;

@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
@Tag("interop")
class RenameJourneyOnSogoTest extends RenameJourney {

    @Override
    protected RemoteServer server() {
        return RealServers.sogo();
    }

    /** Of an object that is moved within its calendar SOGo leaves nothing. */
    @Override
    protected void move(String href, String renamed) {
        writeAnew(href, renamed, "Dentist");
    }
}
