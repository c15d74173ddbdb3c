package de.msbls.paliad.calendar.sync.model.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** One calendar: objects by name, and which revision changed what. */
final class Shelf {

    record Kept(String text, long revision) {}

    final TreeMap<String, Kept> objects = new TreeMap<>();
    private final Map<String, Long> changes = new LinkedHashMap<>();
    private long revision = 1;
    private int epoch;

    long keep(String name, String text, Texts texts) {
        long now = next(name);
        objects.put(name, new Kept(texts.kept(text, now), now));
        return now;
    }

    void remove(String name) {
        next(name);
        objects.remove(name);
    }

    /** Another etag, the same text. */
    void churn(String name) {
        Kept kept = objects.get(name);
        objects.put(name, new Kept(kept.text(), next(name)));
    }

    private long next(String name) {
        revision++;
        changes.remove(name);
        changes.put(name, revision);
        return revision;
    }

    void forgetTokens() {
        epoch++;
    }

    String tag() {
        return epoch + "-" + revision;
    }

    String token(long upTo) {
        return "urn:model:" + epoch + "-" + upTo;
    }

    String token() {
        return token(revision);
    }

    /** The revision of a token; -1: it is not valid. */
    long revisionOf(String token) {
        String prefix = "urn:model:" + epoch + "-";
        return token.startsWith(prefix) ? Long.parseLong(token.substring(prefix.length())) : -1;
    }

    /** What changed after a revision, in the order in which it did. */
    Map<String, Long> changedAfter(long since) {
        Map<String, Long> after = new LinkedHashMap<>();
        changes.forEach((name, at) -> {
            if (at > since) {
                after.put(name, at);
            }
        });
        return after;
    }
}
