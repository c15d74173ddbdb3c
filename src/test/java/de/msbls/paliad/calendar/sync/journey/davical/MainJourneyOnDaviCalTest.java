package de.msbls.paliad.calendar.sync.journey.davical;

import de.msbls.paliad.calendar.sync.journey.MainJourney;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
@Tag("interop")
class MainJourneyOnDaviCalTest extends MainJourney {

    @Override
    protected RemoteServer server() {
        return RealServers.davical();
    }

    /**
     * DAViCal stores a zone when it first sees it, and of several PUTs at once that bring it the same new one it answers
     * all but the first with 500 (duplicate key). That is no outage.
     */
    @Test
    void appointmentsInAZoneThatIsNewToTheServerAllLand() {
        landsTogether("Pacific/Chatham", 6);
    }
}
