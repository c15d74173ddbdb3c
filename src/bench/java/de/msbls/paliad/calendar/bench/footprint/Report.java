package de.msbls.paliad.calendar.bench.footprint;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each figure as it was seen, beside what was to be reached by the native binary. */
final class Report {

    private static final long MEGABYTE = 1024 * 1024;

    private final PrintStream out;
    private final Map<Contender, List<Duration>> starts = new LinkedHashMap<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void start(Contender contender, Duration firstAnswer) {
        starts.computeIfAbsent(contender, first -> new ArrayList<>()).add(firstAnswer);
    }

    void starts() {
        out.printf("from the start to the first answer, of %d starts (goal: 150 ms, aim: 100)%n", longest());
        starts.forEach((contender, times) -> {
            Collections.sort(times);
            out.printf(
                    "  %-7s median %d ms, fastest %d, slowest %d%n",
                    contender.name(),
                    times.get(times.size() / 2).toMillis(),
                    times.get(0).toMillis(),
                    times.get(times.size() - 1).toMillis());
        });
    }

    private int longest() {
        return starts.values().stream().mapToInt(List::size).max().orElse(0);
    }

    void size(Contender contender, long bytes, long compressed) {
        out.printf(
                "%n%s: %s%n  size     %.1f MiB, compressed %.1f (goal: 64 above the base image)%n",
                contender.name(), contender.artifact(), (double) bytes / MEGABYTE, (double) compressed / MEGABYTE);
    }

    void memory(String when, Memory memory) {
        out.printf("  resident %s, %s%s%n", memory, when, when.equals("idle") ? " (goal: 80)" : "");
    }

    void load(int requests, Duration time, Duration processor) {
        out.printf(
                "  load     %.0f requests a second, %.2f ms of its processor time each%n",
                requests / (time.toNanos() / 1e9), processor.toNanos() / 1e6 / requests);
    }
}
