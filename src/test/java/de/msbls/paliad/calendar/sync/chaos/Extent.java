package de.msbls.paliad.calendar.sync.chaos;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much of everything there is, and for how long it storms: {@code -Dpaliad.chaos.minutes} and so on; a short form without.
 *
 * @param users lawyers on a real server; at least three
 * @param scripted lawyers on scripted ones; at least six
 */
record Extent(Duration storm, int workers, int apis, int users, int scripted, long seed) {

    static Extent asTold() {
        Integer minutes = Integer.getInteger("paliad.chaos.minutes");
        return new Extent(
                minutes == null ? Duration.ofSeconds(25) : Duration.ofMinutes(minutes),
                Integer.getInteger("paliad.chaos.workers", 2),
                Integer.getInteger("paliad.chaos.apis", 1),
                Integer.getInteger("paliad.chaos.users", 4),
                Integer.getInteger("paliad.chaos.scripted", 40),
                Long.getLong("paliad.chaos.seed", System.nanoTime()));
    }

    int lawyers() {
        return users + scripted;
    }

    /** Between two looks at a quiet account: all of them together must leave two cores something to do. */
    Duration quietInterval() {
        return Duration.ofMillis(Math.max(1000, 12L * lawyers()));
    }

    /** How long anything may take that must come to pass. */
    Duration patience() {
        return Duration.ofMinutes(2).plus(quietInterval().multipliedBy(30));
    }

    /** How many pods may be in trouble at the same time: some must be left to take over. */
    int misfortunesAtOnce() {
        return workers < 4 ? 1 : 2;
    }

    /** One API process alone would be away most of the time. */
    List<Misfortunes.Kind> misfortunes() {
        return Stream.of(Misfortunes.Kind.values())
                .filter(kind ->
                        apis > 1 || (kind != Misfortunes.Kind.API_PAUSED && kind != Misfortunes.Kind.API_TOLD_TO_END))
                .toList();
    }

    @Override
    public String toString() {
        return "%d workers, %d API processes, %d lawyers on sabre/dav, %d on scripted servers, %d s, -Dpaliad.chaos.seed=%d"
                .formatted(workers, apis, users, scripted, storm.toSeconds(), seed);
    }
}
