package de.msbls.paliad.calendar.caldav;

import de.msbls.paliad.calendar.testing.RealServers;

class CalDavClientOnRadicaleTest extends CalDavClientJourney {

    @Override
    String serverUrl() {
        return RealServers.radicale().alice().home().toString();
    }
}
