package de.msbls.paliad.calendar.sync.model.server;

import de.msbls.paliad.calendar.sync.model.server.Manners.Missing;
import de.msbls.paliad.calendar.sync.model.server.Shelf.Kept;
import de.msbls.paliad.calendar.sync.model.server.Weather.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The answer to a question about one calendar. */
record Reading(Manners manners, Request request, Set<Fault> faults, Shelf shelf, int tick) {

    private static final String ITSELF = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>";

    Reply reply() {
        return switch (request.method()) {
            case "PROPFIND" -> propfind();
            case "REPORT" -> report();
            default -> get();
        };
    }

    private Reply propfind() {
        if (faults.contains(Fault.CHURNING_ETAGS)) {
            List.copyOf(shelf.objects.keySet()).forEach(shelf::churn);
            if (!manners.lags()) {
                shelf.catchUp();
            }
        }
        String state = ITSELF
                + (manners.ctag() ? "<cs:getctag>" + shelf.tag() + "</cs:getctag>" : "")
                + (manners.sync() ? "<d:sync-token>" + shelf.token() + "</d:sync-token>" : "");
        Multistatus answer = new Multistatus().found(spelled(request.calendar()), state);
        if (!request.isDeep()) {
            return Reply.multistatus(answer.end());
        }
        boolean truncated = faults.contains(Fault.TRUNCATED_LISTING);
        int most = truncated ? shelf.listed().size() / 2 : shelf.listed().size();
        shelf.listed().entrySet().stream()
                .limit(most)
                .forEach(object -> answer.found(
                        spelled(request.calendar() + object.getKey()),
                        etagProperty(object.getValue()) + "<d:resourcetype/>"));
        if (truncated) {
            answer.status(spelled(request.calendar()), 507);
        }
        return Reply.multistatus(answer.end());
    }

    private Reply report() {
        if (request.asks("calendar-multiget")) {
            return multiget();
        }
        if (request.asks("calendar-query")) {
            return query();
        }
        return request.asks("sync-collection") && manners.sync() ? changes() : Reply.error(403, "supported-report");
    }

    private Reply multiget() {
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
            shelf.lookedAt(nameOf(href), tick);
            if (kept != null && !(unlucky && faults.contains(Fault.INNER_NOT_FOUND))) {
                answer.found(spelled(Request.decoded(href)), etagProperty(kept) + data(kept));
            } else if (kept != null || manners.missing() == Missing.SAID) {
                answer.status(spelled(Request.decoded(href)), 404);
            }
        }
        return Reply.multistatus(answer.end());
    }

    private Reply query() {
        Multistatus answer = new Multistatus();
        shelf.objects.forEach((name, kept) -> {
            if (String.join("\n", Texts.unfolded(kept.text())).contains("UID:" + request.text())) {
                answer.found(spelled(request.calendar() + name), etagProperty(kept) + data(kept));
            }
        });
        return Reply.multistatus(answer.end());
    }

    private Reply changes() {
        if (faults.contains(Fault.TOKEN_FORGOTTEN)) {
            shelf.forgetTokens();
        }
        boolean first = request.token().isEmpty();
        long since = first ? 0 : shelf.revisionOf(request.token());
        if (since < 0) {
            return toOldToken();
        }
        return changesAfter(since, first);
    }

    private Reply toOldToken() {
        return switch (manners.oldToken()) {
            case REFUSED -> Reply.error(403, "valid-sync-token");
            case SERVER_ERROR -> Reply.of(500);
            case NOTHING_CHANGED -> changesAfter(Long.MAX_VALUE, false);
            case ALL_IS_NEW -> changesAfter(0, false);
        };
    }

    private Reply changesAfter(long since, boolean first) {
        Map<String, Long> changed = new HashMap<>(shelf.changedAfter(since));
        if (first) {
            changed.keySet().retainAll(shelf.listed().keySet());
        }
        if (manners.comparesStates()) {
            changed.keySet().removeIf(name -> !shelf.listed().containsKey(name) && !shelf.existedAt(name, since));
        }
        List<Map.Entry<String, Long>> all =
                changed.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
        int allowed = faults.contains(Fault.TRUNCATED_LISTING) ? (all.size() + 1) / 2 : all.size();
        int most = Math.min(request.most(), allowed);
        Multistatus answer = new Multistatus();
        all.stream().limit(most).forEach(change -> {
            Kept kept = shelf.listed().get(change.getKey());
            String href = spelled(request.calendar() + change.getKey());
            if (kept == null) {
                answer.status(href, 404);
            } else {
                answer.found(href, etagProperty(kept));
            }
        });
        if (most < all.size()) {
            answer.status(spelled(request.calendar()), 507);
            long upTo = most == 0 ? since : all.get(most - 1).getValue();
            return Reply.multistatus(answer.token(shelf.token(upTo)).end());
        }
        return Reply.multistatus(answer.token(shelf.token()).end());
    }

    private Reply get() {
        Kept kept = shelf.objects.get(request.name());
        shelf.lookedAt(request.name(), tick);
        return kept == null
                ? Reply.of(404)
                : Reply.of(200)
                        .with("Content-Type", "text/calendar; charset=utf-8")
                        .with("ETag", manners.etag(kept.revision()))
                        .withBody(kept.text());
    }

    private String etagProperty(Kept kept) {
        return "<d:getetag>" + Multistatus.escaped(manners.etag(kept.revision())) + "</d:getetag>";
    }

    private static String data(Kept kept) {
        return "<c:calendar-data>" + Multistatus.escaped(kept.text()) + "</c:calendar-data>";
    }

    private static String nameOf(String href) {
        String path = Request.decoded(href);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String spelled(String path) {
        return switch (manners.spelling()) {
            case PLAIN -> path;
            case ENCODED -> path.replace("-", "%2D");
            case FULL_URL -> request.origin().resolve(path).toString();
        };
    }
}
