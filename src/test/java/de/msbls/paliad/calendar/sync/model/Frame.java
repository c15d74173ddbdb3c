package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.sync.model.server.Manners;
import de.msbls.paliad.calendar.sync.model.server.Texts;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * What stays the same throughout a run: the server's manners, the service's settings.
 *
 * @param appointments how many there are to begin with: the fewer, the more often the same one is meant
 * @param strictGuard whether the deletion guard holds two deletions already; else it lets everything pass
 * @param patient whether the service expects the server's listings to lag behind
 */
record Frame(Manners manners, int connections, boolean strictGuard, int appointments, boolean patient) {

    Frame(Manners manners, int connections, boolean strictGuard, int appointments) {
        this(manners, connections, strictGuard, appointments, manners.lags());
    }

    static Frame some(Random random) {
        boolean lags = random.nextInt(6) == 0;
        Manners manners = new Manners(
                random.nextInt(5) == 0,
                random.nextInt(3) > 0,
                any(random, Texts.values()),
                any(random, Manners.Missing.values()),
                any(random, Manners.Spelling.values()),
                random.nextInt(4) > 0,
                random.nextBoolean(),
                any(random, Manners.OldToken.values()),
                random.nextInt(5) > 0,
                lags,
                !lags && random.nextInt(3) == 0);
        return new Frame(
                manners,
                random.nextInt(5) == 0 ? 4 : 1,
                random.nextInt(4) == 0,
                2 + random.nextInt(5),
                manners.lags() || random.nextInt(8) == 0);
    }

    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("paliad.caldav.connections-per-account", Integer.toString(connections));
        settings.put("paliad.sync.listing-lag", patient ? "10m" : "0s");
        settings.put("paliad.guard.deletions", strictGuard ? "1" : "100000");
        settings.put("paliad.guard.percent", strictGuard ? "10" : "100");
        settings.put("paliad.guard.emptied-from", strictGuard ? "2" : "100000");
        return Map.copyOf(settings);
    }

    private static <T> T any(Random random, T[] of) {
        return of[random.nextInt(of.length)];
    }
}
