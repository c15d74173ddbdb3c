package de.msbls.paliad.calendar.sync.model.server;

import de.msbls.paliad.calendar.sync.model.server.Manners.Missing;
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

    private static final String ITSELF = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>";

    private final Manners manners;
    private final Map<String, Shelf> shelves = new TreeMap<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private Weather weather = Weather.CALM;
    private int tick = 1;

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

    public synchronized void delete(String calendar, String name) {
        write(0, false, calendar, name, null);
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
        long revision = 0;
        if (text == null) {
            shelf.remove(name);
        } else {
            revision = shelf.keep(name, text, manners.texts());
        }
        Kept after = shelf.objects.get(name);
        deeds.add(new Deed(
                by,
                guarded,
                calendar,
                name,
                before == null ? null : before.text(),
                after == null ? null : after.text()));
        return revision;
    }

    // What is asked over HTTP

    synchronized Reply answer(Request request) {
        Set<Fault> faults = weather.striking(request.method(), request.path());
        Reply refusal = refusal(faults);
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
     * Without a precondition it is carried out only on what stands there now: landed over something newer, nobody could tell
     * it from an edit.
     */
    private void keepForLater(Request request) {
        int sent = tick;
        Kept now = shelves.get(request.calendar()).objects.get(request.name());
        late.add(() -> {
            Kept then = shelves.get(request.calendar()).objects.get(request.name());
            if (isGuarded(request) || Objects.equals(now, then)) {
                change(request, sent);
            }
        });
    }

    private static boolean isGuarded(Request request) {
        return request.headers().contains("If-Match") || request.headers().contains("If-None-Match");
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
            case "PROPFIND" -> propfind(request, faults);
            case "REPORT" -> report(request, faults);
            case "GET" -> get(request);
            case "PUT", "DELETE" -> change(request, tick);
            default -> Reply.of(405);
        };
    }

    private Reply propfind(Request request, Set<Fault> faults) {
        Shelf shelf = shelves.get(request.calendar());
        if (faults.contains(Fault.CHURNING_ETAGS)) {
            List.copyOf(shelf.objects.keySet()).forEach(shelf::churn);
        }
        String state = ITSELF
                + (manners.ctag() ? "<cs:getctag>" + shelf.tag() + "</cs:getctag>" : "")
                + (manners.sync() ? "<d:sync-token>" + shelf.token() + "</d:sync-token>" : "");
        Multistatus answer = new Multistatus().found(spelled(request, request.calendar()), state);
        if (!request.isDeep()) {
            return Reply.multistatus(answer.end());
        }
        boolean truncated = faults.contains(Fault.TRUNCATED_LISTING);
        int most = truncated ? shelf.objects.size() / 2 : shelf.objects.size();
        shelf.objects.entrySet().stream()
                .limit(most)
                .forEach(object -> answer.found(
                        spelled(request, request.calendar() + object.getKey()),
                        etagProperty(object.getValue()) + "<d:resourcetype/>"));
        if (truncated) {
            answer.status(spelled(request, request.calendar()), 507);
        }
        return Reply.multistatus(answer.end());
    }

    private Reply report(Request request, Set<Fault> faults) {
        if (request.asks("calendar-multiget")) {
            return multiget(request, faults);
        }
        if (request.asks("calendar-query")) {
            return query(request);
        }
        return request.asks("sync-collection") && manners.sync()
                ? changes(request, faults)
                : Reply.error(403, "supported-report");
    }

    private Reply multiget(Request request, Set<Fault> faults) {
        Shelf shelf = shelves.get(request.calendar());
        List<String> hrefs = request.hrefs();
        boolean allThere = hrefs.stream().allMatch(href -> shelf.objects.containsKey(nameOf(href)));
        boolean whole = manners.missing() == Missing.WHOLE_REQUEST && !allThere;
        if (whole || faults.contains(Fault.WHOLE_NOT_FOUND)) {
            return Reply.of(404);
        }
        Multistatus answer = new Multistatus();
        for (int i = 0; i < hrefs.size(); i++) {
            String href = hrefs.get(i);
            Kept kept = shelf.objects.get(nameOf(href));
            boolean unlucky = i == 0;
            if (unlucky && faults.contains(Fault.LEFT_OUT)) {
                continue;
            }
            if (kept != null && !(unlucky && faults.contains(Fault.INNER_NOT_FOUND))) {
                answer.found(spelled(request, Request.decoded(href)), etagProperty(kept) + data(kept));
            } else if (kept != null || manners.missing() == Missing.SAID) {
                answer.status(spelled(request, Request.decoded(href)), 404);
            }
        }
        return Reply.multistatus(answer.end());
    }

    private Reply query(Request request) {
        Multistatus answer = new Multistatus();
        shelves.get(request.calendar()).objects.forEach((name, kept) -> {
            if (String.join("\n", Texts.unfolded(kept.text())).contains("UID:" + request.text())) {
                answer.found(spelled(request, request.calendar() + name), etagProperty(kept) + data(kept));
            }
        });
        return Reply.multistatus(answer.end());
    }

    private Reply changes(Request request, Set<Fault> faults) {
        Shelf shelf = shelves.get(request.calendar());
        if (faults.contains(Fault.TOKEN_FORGOTTEN)) {
            shelf.forgetTokens();
        }
        boolean first = request.token().isEmpty();
        long since = first ? 0 : shelf.revisionOf(request.token());
        if (since < 0) {
            return Reply.error(403, "valid-sync-token");
        }
        Map<String, Long> changed = new HashMap<>(shelf.changedAfter(since));
        if (first) {
            changed.keySet().retainAll(shelf.objects.keySet());
        }
        List<Map.Entry<String, Long>> all =
                changed.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
        int allowed = faults.contains(Fault.TRUNCATED_LISTING) ? (all.size() + 1) / 2 : all.size();
        int most = Math.min(request.most(), allowed);
        Multistatus answer = new Multistatus();
        all.stream().limit(most).forEach(change -> {
            Kept kept = shelf.objects.get(change.getKey());
            String href = spelled(request, request.calendar() + change.getKey());
            if (kept == null) {
                answer.status(href, 404);
            } else {
                answer.found(href, etagProperty(kept));
            }
        });
        if (most < all.size()) {
            answer.status(spelled(request, request.calendar()), 507);
            long upTo = most == 0 ? since : all.get(most - 1).getValue();
            return Reply.multistatus(answer.token(shelf.token(upTo)).end());
        }
        return Reply.multistatus(answer.token(shelf.token()).end());
    }

    private Reply get(Request request) {
        Kept kept = shelves.get(request.calendar()).objects.get(request.name());
        return kept == null
                ? Reply.of(404)
                : Reply.of(200)
                        .with("Content-Type", "text/calendar; charset=utf-8")
                        .with("ETag", etag(kept))
                        .withBody(kept.text());
    }

    private Reply change(Request request, int sentDuring) {
        Kept kept = shelves.get(request.calendar()).objects.get(request.name());
        String ifMatch = request.headers().get("If-Match");
        boolean mustNotBe = "*".equals(request.headers().get("If-None-Match"));
        boolean isDelete = request.method().equals("DELETE");
        if (isDelete && kept == null) {
            return Reply.of(404);
        }
        boolean refused = (mustNotBe && kept != null) || (ifMatch != null && !matches(ifMatch, kept));
        if (refused) {
            return Reply.of(412);
        }
        long revision = write(
                sentDuring, isGuarded(request), request.calendar(), request.name(), isDelete ? null : request.body());
        Reply done = Reply.of(kept == null ? 201 : 204);
        boolean asSent = manners.texts() != Texts.TRUNCATED;
        return !isDelete && manners.etagAfterPut() && asSent ? done.with("ETag", etag(revision)) : done;
    }

    /** By the strong comparison (RFC 9110 §8.8.3.2). */
    private boolean matches(String ifMatch, Kept kept) {
        return kept != null && !ifMatch.startsWith("W/") && Objects.equals(ifMatch, etag(kept));
    }

    private String etag(Kept kept) {
        return etag(kept.revision());
    }

    private String etag(long revision) {
        return (manners.weakEtags() ? "W/" : "") + "\"" + revision + "\"";
    }

    private String etagProperty(Kept kept) {
        return "<d:getetag>" + Multistatus.escaped(etag(kept)) + "</d:getetag>";
    }

    private static String data(Kept kept) {
        return "<c:calendar-data>" + Multistatus.escaped(kept.text()) + "</c:calendar-data>";
    }

    private static String nameOf(String href) {
        String path = Request.decoded(href);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String spelled(Request request, String path) {
        return switch (manners.spelling()) {
            case PLAIN -> path;
            case ENCODED -> path.replace("-", "%2D");
            case FULL_URL -> request.origin().resolve(path).toString();
        };
    }
}
