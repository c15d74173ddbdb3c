package de.msbls.paliad.calendar.sync.model.server;

import de.msbls.paliad.calendar.sync.model.server.Shelf.Kept;
import de.msbls.paliad.calendar.sync.model.server.Weather.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** All calendars of the server, what stands in them and all that was ever done there. One thing at a time. */
public final class Calendars {

    private final Manners manners;
    private final Map<String, Shelf> shelves = new TreeMap<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private final Map<String, Integer> struck = new HashMap<>();
    private Weather weather = Weather.CALM;
    private int tick = 1;
    private int writes;

    public Calendars(Manners manners, List<String> paths) {
        this.manners = manners;
        paths.forEach(path -> shelves.put(path, new Shelf()));
    }

    // What the user's own client and the test do

    public synchronized void under(Weather now) {
        weather = now;
    }

    /** What the service asks for from now on is part of this tick. */
    public synchronized void during(int number) {
        tick = number;
    }

    public synchronized List<Deed> deeds() {
        return List.copyOf(deeds);
    }

    /** Texts by name. */
    public synchronized Map<String, String> in(String calendar) {
        Map<String, String> texts = new TreeMap<>();
        shelves.get(calendar).objects.forEach((name, kept) -> texts.put(name, kept.text()));
        return texts;
    }

    public synchronized void put(String calendar, String name, String text) {
        write(0, false, calendar, name, text);
    }

    /** As a client does that has read a text and writes over that one alone; null: deletes it. Answers whether it still stood there. */
    public synchronized boolean replace(String calendar, String name, String seen, String text) {
        Kept kept = shelves.get(calendar).objects.get(name);
        boolean stillThere = kept != null && kept.text().equals(seen);
        if (stillThere) {
            write(0, false, calendar, name, text);
        }
        return stillThere;
    }

    /** How many requests came to change something, whatever was answered. */
    public synchronized int writes() {
        return writes;
    }

    public synchronized void delete(String calendar, String name) {
        write(0, false, calendar, name, null);
    }

    /** Listings that lag show what there is now. Answers whether any showed something else. */
    public synchronized boolean catchUp() {
        boolean lagged = shelves.values().stream().anyMatch(Shelf::isBehind);
        shelves.values().forEach(Shelf::catchUp);
        return lagged;
    }

    /** How often each fault struck. */
    public synchronized Map<String, Integer> struck() {
        return Map.copyOf(struck);
    }

    /** Requests that were given up by their clients are carried out now, those whose preconditions still hold. */
    public synchronized void landWhatIsLate() {
        List<Runnable> landing = List.copyOf(late);
        late.clear();
        landing.forEach(Runnable::run);
    }

    private long write(int by, boolean guarded, String calendar, String name, String text) {
        Shelf shelf = shelves.get(calendar);
        Kept before = shelf.objects.get(name);
        boolean overtook = by > 0 && !guarded && shelf.cameAfterTheLook(name, by);
        long revision = 0;
        if (text == null) {
            shelf.remove(name);
        } else {
            revision = shelf.keep(name, text, manners.texts());
        }
        Kept after = shelf.objects.get(name);
        if (!manners.lags()) {
            shelf.catchUp();
        }
        deeds.add(new Deed(
                by,
                guarded,
                overtook,
                calendar,
                name,
                before == null ? null : before.text(),
                after == null ? null : after.text()));
        return revision;
    }

    // What is asked over HTTP

    synchronized Reply answer(Request request) {
        writes += request.isWrite() ? 1 : 0;
        Set<Fault> faults = weather.striking(request.method(), request.path());
        faults.forEach(fault -> struck.merge(fault.name(), 1, Integer::sum));
        Reply refusal = request.isByOwner() ? refusal(faults) : Reply.of(403);
        if (refusal != null) {
            return refusal;
        }
        if (faults.contains(Fault.LATE)) {
            keepForLater(request);
            return Reply.of(500).sent(Reply.Sending.RESET);
        }
        Reply reply = !shelves.containsKey(request.calendar()) ? Reply.of(404) : carriedOut(request, faults);
        if (faults.contains(Fault.SERVER_ERROR_AFTER)) {
            return Reply.of(500);
        }
        if (faults.contains(Fault.RESET_AFTER)) {
            return reply.sent(Reply.Sending.RESET);
        }
        if (faults.contains(Fault.CUT_ANSWER)) {
            return reply.sent(Reply.Sending.CUT);
        }
        boolean cut = faults.contains(Fault.CUT_XML) && reply.status() == 207;
        return cut ? reply.withBody(reply.body().substring(0, reply.body().length() * 2 / 3)) : reply;
    }

    /**
     * Without a precondition that the server keeps it is not carried out on what the user wrote or deleted meanwhile: nobody
     * could tell that from an edit or a deletion of hers.
     */
    private void keepForLater(Request request) {
        int sent = tick;
        Kept now = shelf(request).objects.get(request.name());
        late.add(() -> {
            Kept then = shelf(request).objects.get(request.name());
            if (isProtected(request) || Objects.equals(now, then) || isTheServices(request)) {
                change(request, sent);
            }
        });
    }

    private boolean isTheServices(Request request) {
        return deeds.stream()
                .filter(deed -> deed.calendar().equals(request.calendar())
                        && deed.name().equals(request.name()))
                .reduce((earlier, later) -> later)
                .filter(deed -> !deed.byUser())
                .isPresent();
    }

    /** Whether a precondition that this server keeps to holds the request back where it does not fit. */
    private boolean isProtected(Request request) {
        boolean updates = request.method().equals("PUT") && request.headers().contains("If-Match");
        boolean has = updates
                || request.headers().contains("If-Match")
                || request.headers().contains("If-None-Match");
        return has && (manners.keepsWord() || (updates && shelf(request).objects.containsKey(request.name())));
    }

    private Shelf shelf(Request request) {
        return shelves.get(request.calendar());
    }

    private static Reply refusal(Set<Fault> faults) {
        if (faults.contains(Fault.RESET_BEFORE)) {
            return Reply.of(500).sent(Reply.Sending.RESET);
        }
        if (faults.contains(Fault.THROTTLED)) {
            return Reply.of(429).with("Retry-After", "1");
        }
        if (faults.contains(Fault.UNAVAILABLE)) {
            return Reply.of(503);
        }
        if (faults.contains(Fault.SERVER_ERROR)) {
            return Reply.of(500);
        }
        if (faults.contains(Fault.PRECONDITION_FAILED)) {
            return Reply.of(412);
        }
        return faults.contains(Fault.REFUSED) ? Reply.of(403) : null;
    }

    private Reply carriedOut(Request request, Set<Fault> faults) {
        return switch (request.method()) {
            case "PROPFIND", "REPORT", "GET" ->
                new Reading(manners, request, faults, shelves.get(request.calendar()), tick).reply();
            case "PUT", "DELETE" -> change(request, tick);
            default -> Reply.of(405);
        };
    }

    private Reply change(Request request, int sentDuring) {
        Kept kept = shelf(request).objects.get(request.name());
        boolean isDelete = request.method().equals("DELETE");
        if (isDelete && kept == null) {
            return Reply.of(404);
        }
        if (isRefused(request, kept)) {
            return Reply.of(412);
        }
        long revision = write(
                sentDuring, isProtected(request), request.calendar(), request.name(), isDelete ? null : request.body());
        shelf(request).lookedAt(request.name(), sentDuring);
        Reply done = Reply.of(kept == null ? 201 : 204);
        boolean asSent = manners.texts() != Texts.TRUNCATED;
        return !isDelete && manners.etagAfterPut() && asSent ? done.with("ETag", manners.etag(revision)) : done;
    }

    private boolean isRefused(Request request, Kept kept) {
        String ifMatch = request.headers().get("If-Match");
        boolean mustNotBe = manners.keepsWord() && "*".equals(request.headers().get("If-None-Match"));
        boolean isCompared = manners.keepsWord() || (request.method().equals("PUT") && kept != null);
        return (mustNotBe && kept != null) || (isCompared && ifMatch != null && !matches(ifMatch, kept));
    }

    /** By the strong comparison (RFC 9110 §8.8.3.2). */
    private boolean matches(String ifMatch, Kept kept) {
        return kept != null && !ifMatch.startsWith("W/") && Objects.equals(ifMatch, manners.etag(kept.revision()));
    }
}
