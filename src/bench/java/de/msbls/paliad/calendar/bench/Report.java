package de.msbls.paliad.calendar.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The measures of all rounds, and what they come to beside what was to be reached. */
final class Report {

    private final PrintStream out;
    private final Map<Integer, Map<Step, Map<String, List<Measure>>>> measures = new TreeMap<>();
    private final List<Double> emptyRuns = new ArrayList<>();

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
        out.printf("          PUTs: %s%n", run.get(Step.FIRST_SYNC).puts());
    }

    void addEmptyRun(Duration time) {
        emptyRuns.add(time.toNanos() / 1e9);
    }

    void print() {
        if (!emptyRuns.isEmpty()) {
            out.printf("%nvdirsyncer's empty run, subtracted below: %s%n", Spread.of(emptyRuns));
        }
        out.printf(
                "%n%-6s %-22s %-28s %-28s %-28s %8s %10s %s%n",
                "N", "", "ours, s", "floor, s", "vdirsyncer, s", "/ floor", "vdirs. /", "requests each");
        measures.forEach((n, steps) -> steps.forEach((step, by) -> row(n, step, by)));
        out.println();
        measures.forEach((n, steps) -> steps.forEach((step, by) -> targets(n, step, by)));
        sizeOfQuietTick();
    }

    private void row(int n, Step step, Map<String, List<Measure>> by) {
        Spread ours = spread(by, "ours");
        Spread floor = spread(by, "floor");
        Spread peer = peer(by);
        out.printf(
                "%-6d %-22s %-28s %-28s %-28s %8s %10s %s%n",
                n,
                step,
                ours,
                floor,
                peer,
                ratio(ours.median(), floor.median()),
                ratio(peer.median(), ours.median()),
                "%.3f".formatted(requests(by) / changed(n, step)));
    }

    /** What issue 3 asks for. */
    private void targets(int n, Step step, Map<String, List<Measure>> by) {
        double ours = spread(by, "ours").median();
        double floor = spread(by, "floor").median();
        double peer = peer(by).median();
        if (step == Step.FIRST_SYNC) {
            target(n, "first sync ≤ 1.4 × the floor (aim: 1.15)", ours / floor, ours / floor <= 1.4);
            target(n, "first sync ≥ 3 × faster than vdirsyncer", peer / ours, peer / ours >= 3);
            double each = requests(by) / n;
            target(n, "first sync ≤ 1.05 requests an appointment", each, each <= 1.05);
        } else if (step == Step.NO_CHANGE && n >= 5000) {
            target(n, "no-change tick ≥ 20 × faster than vdirsyncer", peer / ours, peer / ours >= 20);
        }
    }

    private void sizeOfQuietTick() {
        if (measures.size() < 2) {
            return;
        }
        List<Map<Step, Map<String, List<Measure>>>> bySize = List.copyOf(measures.values());
        double smallest = spread(bySize.get(0).get(Step.NO_CHANGE), "ours").median();
        double largest = spread(bySize.get(bySize.size() - 1).get(Step.NO_CHANGE), "ours")
                .median();
        out.printf("        no-change tick, the largest calendar against the smallest: %.2f%n", largest / smallest);
    }

    private void target(int n, String words, double value, boolean reached) {
        if (!Double.isNaN(value)) {
            out.printf("%6d  %-48s %8.2f  %s%n", n, words, value, reached ? "reached" : "NOT REACHED");
        }
    }

    private static Spread spread(Map<String, List<Measure>> by, String contender) {
        return Spread.of(by.getOrDefault(contender, List.of()).stream()
                .map(Measure::seconds)
                .toList());
    }

    private Spread peer(Map<String, List<Measure>> by) {
        double empty = emptyRuns.isEmpty() ? 0 : Spread.of(emptyRuns).median();
        return spread(by, "vdirsyncer").minus(empty);
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

    private static String ratio(double a, double b) {
        return Double.isNaN(a / b) ? "" : "%.2f".formatted(a / b);
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

        Spread minus(double seconds) {
            return new Spread(median - seconds, least - seconds, most - seconds);
        }

        @Override
        public String toString() {
            return Double.isNaN(median) ? "" : "%.3f (%.3f–%.3f)".formatted(median, least, most);
        }
    }
}
