package de.msbls.paliad.calendar.caldav;

import de.msbls.paliad.calendar.testing.RealServers;
import org.junit.jupiter.api.Tag;

@Tag("interop")
class CalDavClientOnDaviCalTest extends CalDavClientJourney {

    @Override
    String serverUrl() {
        return RealServers.davical().alice().home().toString();
    }

    /** DAViCal puts U+FFFD in their place there, and sends them in a GET. */
    @Override
    boolean multigetKeepsControlCharacters() {
        return false;
    }

    /** DAViCal escapes the name of a MKCALENDAR once more than it reads it. */
    @Override
    String named(String name) {
        return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
