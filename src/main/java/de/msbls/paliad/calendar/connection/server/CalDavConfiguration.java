package de.msbls.paliad.calendar.connection.server;

import de.msbls.paliad.calendar.caldav.CalDavSettings;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Gives the CalDAV client, which knows nothing of this service, the operator's settings. */
@Dependent
class CalDavConfiguration {

    @Produces
    @Singleton
    CalDavSettings settings(PaliadConfig config) {
        PaliadConfig.Caldav caldav = config.caldav();
        return new CalDavSettings(
                caldav.allowedNetworks().orElse(List.of()),
                caldav.allowHttp(),
                caldav.requestTimeout(),
                caldav.connectionsPerAccount(),
                caldav.trustedCertificates().orElse(List.of()),
                caldav.proxy().orElse(null));
    }
}
