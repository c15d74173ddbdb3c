package de.msbls.paliad.calendar.caldav;

import de.msbls.paliad.calendar.testing.RealServers;

class CalDavClientOnSabreDavTest extends CalDavClientJourney {

    @Override
    String serverUrl() {
        return RealServers.sabredav().alice().home().toString();
    }
}
