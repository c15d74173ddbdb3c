package de.msbls.paliad.calendar.caldav;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "test.sabredav.url", matches = "http.+")
class CalDavClientOnSabreDavTest extends CalDavClientJourney {

    @Override
    String serverUrl() {
        return System.getProperty("test.sabredav.url");
    }
}
