package de.msbls.paliad.calendar.ical;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** When an event takes place. */
public sealed interface EventTime {

    /** Whole days, wherever one reads them; the end is the first day after. */
    record AllDay(LocalDate start, LocalDate endExclusive) implements EventTime {

        @Override
        public AllDay settled() {
            return endExclusive.isAfter(start) ? this : new AllDay(start, start.plusDays(1));
        }

        @Override
        public boolean means(EventTime other) {
            return settled().equals(other.settled());
        }
    }

    /** Two instants, and the zone whose clock they were chosen by. */
    record Timed(Instant start, Instant end, ZoneId zone) implements EventTime {

        private static final int TRANSITIONS_COMPARED = 6;
        private static final ZoneId UTC = ZoneId.of("UTC");

        @Override
        public Timed settled() {
            Instant from = start.truncatedTo(ChronoUnit.SECONDS);
            Instant to = end.isBefore(from) ? from : end.truncatedTo(ChronoUnit.SECONDS);
            return new Timed(from, to, isReadBackBy(zone, from) && isReadBackBy(zone, to) ? zone : UTC);
        }

        @Override
        public boolean means(EventTime other) {
            if (!(other.settled() instanceof Timed theirs)) {
                return false;
            }
            Timed ours = settled();
            return ours.start.equals(theirs.start)
                    && ours.end.equals(theirs.end)
                    && haveTheSameClock(ours.zone.getRules(), theirs.zone.getRules(), ours.start);
        }

        /** False in the second pass of an hour that a clock shows twice: readers take the first (RFC 5545 §3.3.5). */
        private static boolean isReadBackBy(ZoneId zone, Instant instant) {
            return instant.atZone(zone)
                    .toLocalDateTime()
                    .atZone(zone)
                    .toInstant()
                    .equals(instant);
        }

        private static boolean haveTheSameClock(ZoneRules one, ZoneRules other, Instant from) {
            if (!one.getOffset(from).equals(other.getOffset(from))) {
                return false;
            }
            ZoneOffsetTransition next = one.nextTransition(from);
            ZoneOffsetTransition theirs = other.nextTransition(from);
            for (int i = 0; i < TRANSITIONS_COMPARED && next != null && next.equals(theirs); i++) {
                next = one.nextTransition(next.getInstant());
                theirs = other.nextTransition(theirs.getInstant());
            }
            return next == null ? theirs == null : next.equals(theirs);
        }
    }

    /**
     * This time as a calendar object holds it: whole seconds, at least one whole day, no end before the start, and UTC
     * where the zone's clock shows start or end twice and a reader would take the other one.
     */
    EventTime settled();

    /**
     * Whether both say the same once settled. Zones are the same when their clocks are, for some years from the start
     * on: servers and clients put "Asia/Calcutta" for "Asia/Kolkata" and "W. Europe Standard Time" for "Europe/Vienna".
     */
    boolean means(EventTime other);

    /** Whether both last from the same instant to the same instant, whatever clock each was chosen by. */
    default boolean isAtTheSameTimeAs(EventTime other) {
        return this instanceof Timed ours
                && other instanceof Timed theirs
                && ours.settled().start().equals(theirs.settled().start())
                && ours.settled().end().equals(theirs.settled().end());
    }
}
