package de.msbls.paliad.calendar.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The measures of all rounds, and what they come to beside what was to be reached. */
final class Report {

    private final PrintStream out;
    private final Map<Integer, Map<Step, Map<String, List<Measure>>>> measures = new TreeMap<>();
    private final Map<Integer, List<Double>> emptyRuns = new TreeMap<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void add(int appointments, Contender contender, Map<Step, Measure> run) {
        run.forEach((step, measure) -> {
            measures.computeIfAbsent(appointments, n -> new EnumMap<>(Step.class))
                    .computeIfAbsent(step, s -> new LinkedHashMap<>())
                    .computeIfAbsent(contender.name(), name -> new ArrayList<>())
                    .add(measure);
            out.printf(
                    "  %6d  %-11s %-22s %9.3f s  %6d requests %s%n",
                    appointments,
                    contender.name(),
                    step,
                    measure.seconds(),
                    measure.requests().count(),
                    measure.requests().byMethod());
        });
        Measure first = run.get(Step.FIRST_SYNC);
        out.printf("          PUTs: %s%n", first.puts());
        if (!first.cpu().equals(CpuClock.Reading.NONE)) {
            out.printf("          processor time: %s%n", first.cpu());
        }
    }

    /** Of the round that is under way. */
    void addEmptyRun(int appointments, Duration time) {
        emptyRuns.computeIfAbsent(appointments, n -> new ArrayList<>()).add(time.toNanos() / 1e9);
    }

    void print() {
        emptyRuns.forEach((n, runs) -> out.printf(
                "%nvdirsyncer's empty run beside %d, subtracted below round by round: %s%n", n, Spread.of(runs)));
        out.printf(
                "%n%-6s %-22s %-28s %-28s %-28s %8s %10s %s%n",
                "N", "", "ours, s", "floor, s", "vdirsyncer, s", "/ floor", "vdirs. /", "requests each");
        measures.forEach((n, steps) -> steps.forEach((step, by) -> row(n, step, by)));
        out.println();
        measures.forEach((n, steps) -> steps.forEach((step, by) -> targets(n, step, by)));
        sizeOfQuietTick();
    }

    private void row(int n, Step step, Map<String, List<Measure>> by) {
        out.printf(
                "%-6d %-22s %-28s %-28s %-28s %8s %10s %s%n",
                n,
                step,
                Spread.of(seconds(by, "ours")),
                Spread.of(seconds(by, "floor")),
                Spread.of(peer(n, by)),
                ratio(seconds(by, "ours"), seconds(by, "floor")),
                ratio(peer(n, by), seconds(by, "ours")),
                "%.3f".formatted(requests(by) / changed(n, step)));
    }

    /** What issue 3 asks for. */
    private void targets(int n, Step step, Map<String, List<Measure>> by) {
        List<Double> ours = seconds(by, "ours");
        Spread faster = Spread.ofRatios(peer(n, by), ours);
        if (step == Step.FIRST_SYNC) {
            double floors = Spread.ofRatios(ours, seconds(by, "floor")).median();
            target(n, "first sync ≤ 1.4 × the floor (aim: 1.15)", floors, floors <= 1.4);
            target(n, "first sync ≥ 3 × faster than vdirsyncer", faster.median(), faster.median() >= 3);
            double each = requests(by) / n;
            target(n, "first sync ≤ 1.05 requests an appointment", each, each <= 1.05);
        } else if (step == Step.NO_CHANGE && n >= 5000) {
            target(n, "no-change tick ≥ 20 × faster than vdirsyncer", faster.median(), faster.median() >= 20);
        }
    }

    private void sizeOfQuietTick() {
        if (measures.size() < 2) {
            return;
        }
        List<Map<Step, Map<String, List<Measure>>>> bySize = List.copyOf(measures.values());
        double smallest =
                Spread.of(seconds(bySize.get(0).get(Step.NO_CHANGE), "ours")).median();
        double largest = Spread.of(seconds(bySize.get(bySize.size() - 1).get(Step.NO_CHANGE), "ours"))
                .median();
        out.printf("        no-change tick, the largest calendar against the smallest: %.2f%n", largest / smallest);
    }

    private void target(int n, String words, double value, boolean reached) {
        if (!Double.isNaN(value)) {
            out.printf("%6d  %-48s %8.2f  %s%n", n, words, value, reached ? "reached" : "NOT REACHED");
        }
    }

    private static List<Double> seconds(Map<String, List<Measure>> by, String contender) {
        return by.getOrDefault(contender, List.of()).stream()
                .map(Measure::seconds)
                .toList();
    }

    /** Without the empty run of the same round. */
    private List<Double> peer(int n, Map<String, List<Measure>> by) {
        List<Double> whole = seconds(by, "vdirsyncer");
        return IntStream.range(0, whole.size())
                .mapToObj(round -> whole.get(round) - emptyRuns.get(n).get(round))
                .toList();
    }

    private static double requests(Map<String, List<Measure>> by) {
        List<Measure> runs = by.getOrDefault("ours", List.of());
        return Spread.of(runs.stream()
                        .map(measure -> (double) measure.requests().count())
                        .toList())
                .median();
    }

    private static int changed(int appointments, Step step) {
        return switch (step) {
            case FIRST_SYNC -> appointments;
            case AFTER_WRITES, NO_CHANGE -> 1;
            case LOCAL_CHANGES, REMOTE_CHANGES -> 10;
        };
    }

    /** The median of the rounds' own ratios: within a round, both met about the same load. */
    private static String ratio(List<Double> one, List<Double> other) {
        Spread ratios = Spread.ofRatios(one, other);
        return Double.isNaN(ratios.median()) ? "" : "%.2f".formatted(ratios.median());
    }

    /** Median, least and most; not a number where there is no sample. */
    private record Spread(double median, double least, double most) {

        static Spread of(List<Double> samples) {
            if (samples.isEmpty()) {
                return new Spread(Double.NaN, Double.NaN, Double.NaN);
            }
            List<Double> sorted = samples.stream().sorted().toList();
            return new Spread(sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
        }

        static Spread ofRatios(List<Double> one, List<Double> other) {
            return of(IntStream.range(0, Math.min(one.size(), other.size()))
                    .mapToObj(round -> one.get(round) / other.get(round))
                    .toList());
        }

        @Override
        public String toString() {
            return Double.isNaN(median) ? "" : "%.3f (%.3f–%.3f)".formatted(median, least, most);
        }
    }
}
