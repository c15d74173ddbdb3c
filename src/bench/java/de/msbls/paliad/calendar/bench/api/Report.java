package de.msbls.paliad.calendar.bench.api;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each load as it was seen, and in the end what all rounds come to beside what was to be reached. */
final class Report {

    private static final double LEAST_THROUGHPUT = 0.25;
    private static final double AIMED_THROUGHPUT = 0.40;
    private static final double MOST_LATENCIES = 10;

    private final PrintStream out;
    private final Map<String, Ratios> ratios = new LinkedHashMap<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void begin(Mix mix, int round, int rounds) {
        out.printf("%n%s, round %d of %d%n", mix, round, rounds);
        out.printf(
                "%-38s %8s %9s %9s   %7s %7s %8s %7s %6s%n",
                "processor time of a request in ms, of",
                "req/s",
                "p50, ms",
                "p99, ms",
                "client",
                "service",
                "database",
                "all",
                "cores");
    }

    void pgbench(Beside pgbench) {
        Pgbench.Result result = pgbench.result();
        out.printf(
                "%-38s %8.0f %9s %9s   %s%s%n",
                "pgbench, as much as it can",
                result.perSecond(),
                "avg %.2f".formatted(result.averageMillis()),
                "",
                split(pgbench.spent(), result.transactions(), result.perSecond()),
                result.failed() == 0 ? "" : "  FAILED: " + result.failed());
    }

    void most(Contender contender, Contender.Measure measure) {
        row(contender + ", as much as it can", measure);
    }

    void half(Mix mix, Contender contender, Beside pgbench, Contender.Measure most, Contender.Measure half) {
        row(contender + ", half of that whatever comes back", half);
        ratios.computeIfAbsent("%-36s %-10s".formatted(mix, contender), same -> new Ratios())
                .add(most, half, pgbench);
    }

    private void row(String what, Contender.Measure measure) {
        Answers answers = measure.answers();
        out.printf(
                "%-38s %8.0f %9.2f %9.2f   %s%s%n",
                what,
                measure.perSecond(),
                answers.millis(0.5),
                answers.millis(0.99),
                split(measure.spent(), answers.count(), measure.perSecond()),
                answers.errors().isEmpty() ? "" : "  ERRORS: " + answers.errors());
    }

    /** The last one tells a machine that was busy otherwise: all together had so many cores. */
    private static String split(ProcessorTime.Reading spent, long requests, double perSecond) {
        double all = each(spent.all(), requests);
        return "%7.3f %7.3f %8.3f %7.3f %6.2f"
                .formatted(
                        each(spent.client(), requests),
                        each(spent.service(), requests),
                        each(spent.database(), requests),
                        all,
                        all * perSecond / 1000);
    }

    private static double each(Duration time, long requests) {
        return (double) time.toMillis() / requests;
    }

    /**
     * The medians of the rounds' own ratios. Where others have the machine too, pgbench's many processes get more of it than the
     * service's few threads; the ratio of processor time does not know of that.
     */
    void print() {
        out.printf(
                "%n%-47s %-40s %-16s %s%n",
                "medians of the rounds",
                "throughput / pgbench's",
                "processor time",
                "p99 at half of it / pgbench's average latency");
        ratios.forEach((what, seen) -> out.printf(
                "%-47s %5.1f %% (≥ 25 %%, aim 40 %%) %-15s %6.1f %%         %5.1f (≤ 10) %s%n",
                what,
                100 * median(seen.throughputs()),
                reached(median(seen.throughputs())),
                100 * median(seen.processorTimes()),
                median(seen.latencies()),
                median(seen.latencies()) <= MOST_LATENCIES ? "reached" : "NOT REACHED"));
    }

    private static String reached(double throughput) {
        if (throughput >= AIMED_THROUGHPUT) {
            return "aim reached";
        }
        return throughput >= LEAST_THROUGHPUT ? "reached" : "NOT REACHED";
    }

    private static double median(List<Double> samples) {
        return samples.stream().sorted().toList().get(samples.size() / 2);
    }

    /** pgbench with the same statements, in the same round. */
    record Beside(Pgbench.Result result, ProcessorTime.Reading spent) {}

    /** Of each round. */
    private record Ratios(List<Double> throughputs, List<Double> processorTimes, List<Double> latencies) {

        Ratios() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void add(Contender.Measure most, Contender.Measure half, Beside pgbench) {
            throughputs.add(most.perSecond() / pgbench.result().perSecond());
            processorTimes.add(each(pgbench.spent().all(), pgbench.result().transactions())
                    / each(most.spent().all(), most.answers().count()));
            latencies.add(half.answers().millis(0.99) / pgbench.result().averageMillis());
        }
    }
}
