package de.msbls.paliad.calendar.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Requests that the calendar server has seen, by its own log. */
record Requests(List<Request> all) {

    /**
     * One request.
     *
     * @param start in seconds, as the server's clock says; equal to the end where its log has no times
     */
    record Request(String method, double start, double end) {}

    int count() {
        return all.size();
    }

    Map<String, Long> byMethod() {
        return all.stream().collect(Collectors.groupingBy(Request::method, TreeMap::new, Collectors.counting()));
    }

    Requests of(String method) {
        return new Requests(
                all.stream().filter(one -> one.method().equals(method)).toList());
    }

    /** Whether its log says when each began and ended. */
    boolean isTimed() {
        return all.stream().anyMatch(one -> one.end() > one.start());
    }

    double begin() {
        return all.stream().mapToDouble(Request::start).min().orElseThrow();
    }

    double end() {
        return all.stream().mapToDouble(Request::end).max().orElseThrow();
    }

    /** How often, and how long on the average, it was asked nothing for longer than a hundredth of a second. */
    String pauses() {
        List<Double> pauses = new ArrayList<>();
        double answered = begin();
        for (Request one :
                all.stream().sorted(Comparator.comparingDouble(Request::start)).toList()) {
            if (one.start() > answered + 0.01) {
                pauses.add(one.start() - answered);
            }
            answered = Math.max(answered, one.end());
        }
        double mean = pauses.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return "%d of %.0f ms".formatted(pauses.size(), 1000 * mean);
    }

    /** Which share of the time, from the first to the last, how many ran at once. */
    String atOnce() {
        record Change(double at, int by) {}
        List<Change> changes = all.stream()
                .flatMap(one -> Stream.of(new Change(one.start(), 1), new Change(one.end(), -1)))
                .sorted(Comparator.comparingDouble(Change::at).thenComparing(Change::by))
                .toList();
        List<Double> spent = new ArrayList<>();
        int running = 0;
        double at = begin();
        for (Change change : changes) {
            while (spent.size() <= Math.max(0, running)) {
                spent.add(0.0);
            }
            spent.set(Math.max(0, running), spent.get(Math.max(0, running)) + change.at() - at);
            running += change.by();
            at = change.at();
        }
        double whole = end() - begin();
        return IntStream.range(0, spent.size())
                .filter(k -> spent.get(k) / whole >= 0.005)
                .mapToObj(k -> "%d: %.0f %%".formatted(k, 100 * spent.get(k) / whole))
                .collect(Collectors.joining(", "));
    }
}
