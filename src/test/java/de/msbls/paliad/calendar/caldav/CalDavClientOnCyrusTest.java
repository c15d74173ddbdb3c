package de.msbls.paliad.calendar.caldav;

import de.msbls.paliad.calendar.testing.RealServers;
import org.junit.jupiter.api.Tag;

@Tag("interop")
class CalDavClientOnCyrusTest extends CalDavClientJourney {

    @Override
    String serverUrl() {
        return RealServers.cyrus().alice().home().toString();
    }
}
