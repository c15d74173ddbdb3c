package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.sync.model.server.Manners;
import de.msbls.paliad.calendar.sync.model.server.Texts;
import java.util.Map;
import java.util.Random;

/**
 * What stays the same throughout a run: the server's manners, the service's settings.
 *
 * @param appointments how many there are to begin with: the fewer, the more often the same one is meant
 * @param patientGuard whether the deletion guard is as it is by default; else it lets everything pass
 */
record Frame(Manners manners, int connections, boolean patientGuard, int appointments) {

    static Frame some(Random random) {
        Manners manners = new Manners(
                random.nextInt(5) == 0,
                random.nextInt(3) > 0,
                any(random, Texts.values()),
                any(random, Manners.Missing.values()),
                any(random, Manners.Spelling.values()),
                random.nextInt(4) > 0,
                random.nextBoolean());
        return new Frame(manners, random.nextInt(5) == 0 ? 4 : 1, random.nextInt(6) == 0, 2 + random.nextInt(5));
    }

    Map<String, String> settings() {
        String connectionsAtOnce = Integer.toString(connections);
        return patientGuard
                ? Map.of("paliad.caldav.connections-per-account", connectionsAtOnce)
                : Map.of(
                        "paliad.caldav.connections-per-account",
                        connectionsAtOnce,
                        "paliad.guard.deletions",
                        "100000",
                        "paliad.guard.percent",
                        "100",
                        "paliad.guard.emptied-from",
                        "100000");
    }

    private static <T> T any(Random random, T[] of) {
        return of[random.nextInt(of.length)];
    }
}
