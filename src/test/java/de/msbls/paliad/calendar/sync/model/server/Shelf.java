package de.msbls.paliad.calendar.sync.model.server;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One calendar: objects by name, which revision changed what, and what its listings show of it. */
final class Shelf {

    record Kept(String text, long revision) {}

    final TreeMap<String, Kept> objects = new TreeMap<>();
    private final Map<String, Long> changes = new LinkedHashMap<>();
    private final Map<String, NavigableMap<Long, Boolean>> existence = new HashMap<>();
    private final Map<String, Look> looks = new HashMap<>();
    private long revision = 1;
    private int epoch;
    private Listed listed = new Listed(new TreeMap<>(), Map.of(), 1);

    /** What listings show. */
    record Listed(TreeMap<String, Kept> objects, Map<String, Long> changes, long revision) {}

    /** The service saw this revision of an object during that tick. */
    private record Look(long revision, int tick) {}

    /** Listings show from now on what there is now. */
    void catchUp() {
        listed = new Listed(new TreeMap<>(objects), new LinkedHashMap<>(changes), revision);
    }

    boolean isBehind() {
        return listed.revision() < revision;
    }

    TreeMap<String, Kept> listed() {
        return listed.objects();
    }

    void lookedAt(String name, int tick) {
        Kept kept = objects.get(name);
        looks.put(name, new Look(kept == null ? 0 : kept.revision(), tick));
    }

    /** Whether it is another one than the service saw when it last looked there, in this tick. */
    boolean cameAfterTheLook(String name, int tick) {
        Kept kept = objects.get(name);
        Look look = looks.get(name);
        return kept != null && look != null && look.tick() == tick && look.revision() != kept.revision();
    }

    long keep(String name, String text, Texts texts) {
        long now = next(name, true);
        objects.put(name, new Kept(texts.kept(text, now), now));
        return now;
    }

    void remove(String name) {
        next(name, false);
        objects.remove(name);
    }

    /** Another etag, the same text. */
    void churn(String name) {
        Kept kept = objects.get(name);
        objects.put(name, new Kept(kept.text(), next(name, true)));
    }

    private long next(String name, boolean exists) {
        revision++;
        existence.computeIfAbsent(name, key -> new TreeMap<>()).put(revision, exists);
        changes.remove(name);
        changes.put(name, revision);
        return revision;
    }

    void forgetTokens() {
        epoch++;
    }

    String tag() {
        return epoch + "-" + listed.revision();
    }

    String token(long upTo) {
        return "urn:model:" + epoch + "-" + upTo;
    }

    String token() {
        return token(listed.revision());
    }

    /** The revision of a token; -1: it is not valid. */
    long revisionOf(String token) {
        String prefix = "urn:model:" + epoch + "-";
        return token.startsWith(prefix) ? Long.parseLong(token.substring(prefix.length())) : -1;
    }

    boolean existedAt(String name, long at) {
        Map.Entry<Long, Boolean> last =
                existence.getOrDefault(name, new TreeMap<>()).floorEntry(at);
        return last != null && last.getValue();
    }

    /** What changed after a revision, in the order in which it did. */
    Map<String, Long> changedAfter(long since) {
        Map<String, Long> after = new LinkedHashMap<>();
        listed.changes().forEach((name, at) -> {
            if (at > since) {
                after.put(name, at);
            }
        });
        return after;
    }
}
