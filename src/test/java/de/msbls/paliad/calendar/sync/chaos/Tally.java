package de.msbls.paliad.calendar.sync.chaos;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What has happened, how often, and what should not have. */
final class Tally {

    private static final int MOST_TROUBLES = 20;

    private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    void count(String what) {
        count(what, 1);
    }

    void count(String what, int times) {
        if (times > 0) {
            counts.merge(what, times, Integer::sum);
        }
    }

    int of(String what) {
        return counts.getOrDefault(what, 0);
    }

    void trouble(String what) {
        if (troubles.size() < MOST_TROUBLES) {
            troubles.add(what);
        }
    }

    List<String> troubles() {
        return troubles;
    }

    /** As one who goes on whatever happens; that the database is away is to be expected. */
    Runnable persistently(String who, Runnable act) {
        return () -> {
            try {
                act.run();
            } catch (RuntimeException | AssertionError e) {
                if (isDatabaseAway(e)) {
                    count(who + ": database away");
                } else {
                    trouble(who + ": " + e);
                }
            }
        };
    }

    /** SQLSTATE 08: no connection; 57P: it goes down, or comes up. */
    private static boolean isDatabaseAway(Throwable failure) {
        return failure.getCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"));
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
