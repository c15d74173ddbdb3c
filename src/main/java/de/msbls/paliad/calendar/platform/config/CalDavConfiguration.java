package de.msbls.paliad.calendar.platform.config;

import de.msbls.paliad.calendar.caldav.CalDavSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Hands the settings of {@code paliad.caldav} to the protocol, which knows no configuration. */
@Singleton
class CalDavConfiguration {

    @Produces
    @Singleton
    CalDavSettings settings(PaliadConfig config) {
        PaliadConfig.Caldav caldav = config.caldav();
        return new CalDavSettings(
                caldav.allowedNetworks().orElse(List.of()),
                caldav.allowHttp(),
                caldav.requestTimeout(),
                caldav.connectionsPerAccount());
    }
}
