package de.msbls.paliad.calendar.caldav;

import de.msbls.paliad.calendar.testing.RealServers;
import org.junit.jupiter.api.Tag;

@Tag("interop")
class CalDavClientOnDaviCalTest extends CalDavClientJourney {

    @Override
    String serverUrl() {
        return RealServers.davical().alice().home().toString();
    }
}
