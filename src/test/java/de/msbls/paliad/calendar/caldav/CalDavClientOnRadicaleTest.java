package de.msbls.paliad.calendar.caldav;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "test.radicale.url", matches = "http.+")
class CalDavClientOnRadicaleTest extends CalDavClientJourney {

    @Override
    String serverUrl() {
        return System.getProperty("test.radicale.url");
    }
}
