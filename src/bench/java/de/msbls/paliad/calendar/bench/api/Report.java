package de.msbls.paliad.calendar.bench.api;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each load as it was seen, and in the end what all rounds come to beside what was to be reached. */
final class Report {

    private static final double LEAST_SHARE = 0.25;
    private static final double AIMED_SHARE = 0.40;
    private static final double MOST_LATENCIES = 10;

    private final PrintStream out;
    private final Map<String, Ratios> ratios = new LinkedHashMap<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void begin(Mix mix, int round, int rounds) {
        out.printf(
                "%n%-38s %9s %9s %9s   processor time of a request, ms%n%-38s %9s %9s %9s   %8s %8s %8s%n",
                mix,
                "",
                "",
                "",
                "round " + round + " of " + rounds,
                "req/s",
                "p50, ms",
                "p99, ms",
                "client",
                "service",
                "database");
    }

    void pgbench(Pgbench.Result result, ProcessorTime.Reading spent) {
        out.printf(
                "%-38s %9.0f %9s %9s   %s%s%n",
                "pgbench, as much as it can",
                result.perSecond(),
                "avg %.2f".formatted(result.averageMillis()),
                "",
                spent.of(result.transactions()),
                result.failed() == 0 ? "" : "  FAILED: " + result.failed());
    }

    void most(Contender contender, Contender.Measure measure) {
        row(contender + ", as much as it can", measure);
    }

    void half(Mix mix, Contender contender, Pgbench.Result pgbench, Contender.Measure most, Contender.Measure half) {
        row(contender + ", half of that whatever comes back", half);
        ratios.computeIfAbsent("%-38s %-8s".formatted(mix, contender), same -> new Ratios())
                .add(most.perSecond() / pgbench.perSecond(), half.answers().millis(0.99) / pgbench.averageMillis());
    }

    private void row(String what, Contender.Measure measure) {
        Answers answers = measure.answers();
        out.printf(
                "%-38s %9.0f %9.2f %9.2f   %s%s%n",
                what,
                measure.perSecond(),
                answers.millis(0.5),
                answers.millis(0.99),
                measure.spent().of(answers.count()),
                answers.errors().isEmpty() ? "" : "  ERRORS: " + answers.errors());
    }

    /** The medians of the rounds' own ratios: within a round, all met about the same load of this machine. */
    void print() {
        out.printf(
                "%n%-47s %-32s %s%n",
                "medians of the rounds", "throughput / pgbench's", "p99 at half of it / pgbench's average latency");
        ratios.forEach((what, seen) -> out.printf(
                "%s %5.1f %% (≥ 25 %%, aim 40 %%) %-11s %5.1f (≤ 10) %s%n",
                what,
                100 * median(seen.shares()),
                reached(median(seen.shares())),
                median(seen.latencies()),
                median(seen.latencies()) <= MOST_LATENCIES ? "reached" : "NOT REACHED"));
    }

    private static String reached(double share) {
        if (share >= AIMED_SHARE) {
            return "aim reached";
        }
        return share >= LEAST_SHARE ? "reached" : "NOT REACHED";
    }

    private static double median(List<Double> samples) {
        return samples.stream().sorted().toList().get(samples.size() / 2);
    }

    /** Of each round. */
    private record Ratios(List<Double> shares, List<Double> latencies) {

        Ratios() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(double share, double latency) {
            shares.add(share);
            latencies.add(latency);
        }
    }
}
