package de.msbls.paliad.calendar.testing;

import static io.restassured.RestAssured.given;

import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a Prometheus sees of the service at one moment. */
public final class Scrape {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final String text;
    private final List<Sample> samples = new ArrayList<>();

    private record Sample(String name, Map<String, String> labels, double value) {}

    private Scrape(String text) {
        this.text = text;
        text.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
    }

    /** @param endpoint of the metrics, on the management port */
    public static Scrape of(URL endpoint) {
        return new Scrape(given().get(endpoint).then().statusCode(200).extract().asString());
    }

    private void add(String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.lookingAt()) {
            throw new IllegalArgumentException("no sample: " + line);
        }
        Map<String, String> labels = new HashMap<>();
        if (sample.group(2) != null) {
            Matcher label = LABEL.matcher(sample.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        samples.add(new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3))));
    }

    /** All names that have a sample. */
    public Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toSet());
    }

    /** The sum over all samples of that name which have these labels, given as {@code key, value, key, value …}; 0 without any. */
    public double sum(String name, String... labels) {
        return samples.stream()
                .filter(sample -> sample.name.equals(name) && hasAll(sample, labels))
                .mapToDouble(Sample::value)
                .sum();
    }

    private static boolean hasAll(Sample sample, String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(sample.labels.get(labels[i]))) {
                return false;
            }
        }
        return true;
    }

    /** The values that a label has on samples of that name. */
    public Set<String> values(String name, String label) {
        return samples.stream()
                .filter(sample -> sample.name.equals(name) && sample.labels.containsKey(label))
                .map(sample -> sample.labels.get(label))
                .collect(Collectors.toSet());
    }

    /** The text as it was served. */
    public String text() {
        return text;
    }
}
