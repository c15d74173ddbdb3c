package de.msbls.paliad.calendar.bench.scale;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** What was to be reached in the larger firm, by the name of the figure; none may grow by more than a half. */
final class Goal {

    static final String FEW = "fan-out of an appointment that few see, ms";
    static final String MANY = "fan-out of an appointment that 1,000 users see, ms";
    static final String SLICE = "slice of a binding with 1,000 appointments, ms";
    static final String ROUND_TRIPS = "round trips of an idle tick, its claim among them";

    private static final double FLAT = 1.5;

    private static final Map<String, Double> MOST =
            Map.of(FEW + ", p99", 5.0, MANY + ", p99", 50.0, SLICE + ", p50", 5.0, ROUND_TRIPS, 3.0);

    private Goal() {}

    /** Terse: each goal of that figure, and whether it was reached. */
    static String verdict(String figure, double value, double growth) {
        StringJoiner verdict = new StringJoiner("; ");
        Double most = MOST.get(figure);
        if (most != null) {
            verdict.add("<= %.0f %s".formatted(most, reached(value <= most)));
        }
        return verdict.add(String.format(Locale.ROOT, "flat %s", reached(growth <= FLAT)))
                .toString();
    }

    private static String reached(boolean isReached) {
        return isReached ? "reached" : "NOT reached";
    }
}
