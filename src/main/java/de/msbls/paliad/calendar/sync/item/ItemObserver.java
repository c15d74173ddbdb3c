package de.msbls.paliad.calendar.sync.item;

import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.FetchedObject;
import de.msbls.paliad.calendar.caldav.ListedObject;
import de.msbls.paliad.calendar.caldav.Listing;
import de.msbls.paliad.calendar.ical.EventObject;
import de.msbls.paliad.calendar.ical.OwnedField;
import de.msbls.paliad.calendar.ical.UnreadableEventException;
import de.msbls.paliad.calendar.sync.decision.Remote;
import de.msbls.paliad.calendar.sync.decision.Standing;
import de.msbls.paliad.calendar.sync.event.Rendering;
import de.msbls.paliad.calendar.sync.target.Intent;
import de.msbls.paliad.calendar.sync.target.Pair;
import de.msbls.paliad.calendar.sync.target.Target;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Observes: asks the server for whatever the listing leaves open, each missing object by itself. */
@ApplicationScoped
class ItemObserver {

    private static final Logger LOG = Logger.getLogger(ItemObserver.class);

    private final CalDavClient client;

    ItemObserver(CalDavClient client) {
        this.client = client;
    }

    /** What the server has of each; {@code outOfScope} are the appointments that left the slice. */
    Uni<List<Item>> observe(Session session, Slot slot, List<Pair> pairs, Set<UUID> outOfScope) {
        List<String> changed = hrefs(pairs, slot, outOfScope, Question.FETCH);
        List<String> missing = hrefs(pairs, slot, outOfScope, Question.ASK_ALONE);
        return fetch(session, slot, changed, missing).map(fetched -> {
            List<Item> items = new ArrayList<>(pairs.size());
            for (Pair pair : pairs) {
                items.add(item(pair, slot, fetched, outOfScope));
            }
            return items;
        });
    }

    private enum Question {
        NONE,
        FETCH,
        ASK_ALONE
    }

    private static List<String> hrefs(List<Pair> pairs, Slot slot, Set<UUID> outOfScope, Question question) {
        List<String> hrefs = new ArrayList<>();
        for (Pair pair : pairs) {
            Target target = pair.target();
            if (target != null
                    && target.href() != null
                    && question(pair, target, slot, isIn(pair, outOfScope)) == question) {
                ListedObject listed = listed(target, slot.listing());
                hrefs.add(listed == null ? target.href() : listed.href());
            }
        }
        return hrefs;
    }

    private static boolean isIn(Pair pair, Set<UUID> outOfScope) {
        return !outOfScope.contains(pair.appointment().id());
    }

    private static Question question(Pair pair, Target target, Slot slot, boolean inScope) {
        if (!target.mayStand()) {
            return Question.NONE;
        }
        Listing listing = slot.listing();
        ListedObject listed = listed(target, listing);
        if (listed != null) {
            return isKnown(pair, target, listed, inScope) ? Question.NONE : Question.FETCH;
        }
        if (target.standing() == Standing.SUPPRESSED && target.intent() == null) {
            return Question.NONE;
        }
        if (listing == null) {
            boolean unsure = owesWrite(pair, target, inScope) && !isStrong(target.etag());
            return target.intent() != null || unsure ? Question.ASK_ALONE : Question.NONE;
        }
        return Question.ASK_ALONE;
    }

    /** The same etag as in the base; before a write it must be a strong one. */
    private static boolean isKnown(Pair pair, Target target, ListedObject listed, boolean inScope) {
        String etag = listed.etag();
        return target.intent() == null
                && etag != null
                && etag.equals(target.etag())
                && (isStrong(etag) || !owesWrite(pair, target, inScope));
    }

    private static boolean owesWrite(Pair pair, Target target, boolean inScope) {
        return !inScope
                || !Objects.equals(target.baseVersion(), pair.appointment().version());
    }

    private static @Nullable ListedObject listed(Target target, @Nullable Listing listing) {
        return listing == null ? null : listing.objects().get(Objects.requireNonNull(target.hrefKey()));
    }

    /** RFC 9110 §8.8.3: a weak etag is no proof that nothing changed. */
    static boolean isStrong(@Nullable String etag) {
        return etag != null && !etag.startsWith("W/");
    }

    /** By href key. What a multiget leaves out or answers unclearly is asked for alone. */
    private Uni<Map<String, FetchedObject>> fetch(
            Session session, Slot slot, List<String> together, List<String> alone) {
        Uni<List<FetchedObject>> first = together.isEmpty()
                ? Uni.createFrom().item(List.of())
                : client.multiget(session.remote(), session.home(), slot.calendarPath(), together);
        return first.chain(objects -> {
            Map<String, FetchedObject> byKey = new HashMap<>();
            List<String> unclear = new ArrayList<>(alone);
            for (FetchedObject object : objects) {
                if (object.outcome() == FetchedObject.Outcome.PRESENT) {
                    byKey.put(object.hrefKey(), object);
                } else {
                    unclear.add(object.href());
                }
            }
            return askAlone(session, unclear, byKey);
        });
    }

    private Uni<Map<String, FetchedObject>> askAlone(
            Session session, List<String> hrefs, Map<String, FetchedObject> byKey) {
        return Multi.createFrom()
                .iterable(hrefs)
                .onItem()
                .transformToUni(href -> client.get(session.remote(), session.home(), href))
                .merge(8)
                .invoke(object -> byKey.put(object.hrefKey(), object))
                .collect()
                .last()
                .replaceWith(byKey);
    }

    private Item item(Pair pair, Slot slot, Map<String, FetchedObject> fetched, Set<UUID> outOfScope) {
        Target target = pair.target();
        boolean inScope = isIn(pair, outOfScope);
        if (target == null || !target.mayStand()) {
            return new Item(pair.appointment(), target, pair.mayEdit(), inScope, Remote.GONE, null, null);
        }
        FetchedObject object = fetched.get(Objects.requireNonNull(target.hrefKey()));
        if (object == null) {
            Remote remote = unasked(pair, target, slot, inScope);
            return new Item(pair.appointment(), target, pair.mayEdit(), inScope, remote, null, target.etag());
        }
        if (object.outcome() != FetchedObject.Outcome.PRESENT) {
            Remote remote = absent(object, target);
            return new Item(pair.appointment(), target, pair.mayEdit(), inScope, remote, null, null);
        }
        return present(pair, target, slot, inScope, object);
    }

    private static Remote unasked(Pair pair, Target target, Slot slot, boolean inScope) {
        if (question(pair, target, slot, inScope) != Question.NONE) {
            return Remote.UNKNOWN;
        }
        return target.standing() == Standing.SUPPRESSED && listed(target, slot.listing()) == null
                ? Remote.GONE
                : Remote.SAME;
    }

    /** A confirmed 404; but a server whose answers lag behind our own PUT is not believed yet (CASES 4). */
    private static Remote absent(FetchedObject object, Target target) {
        if (object.outcome() != FetchedObject.Outcome.GONE) {
            return Remote.UNKNOWN;
        }
        boolean mayLag = target.fresh() && (target.intent() == null || target.hasIntent(Intent.Kind.UPDATE));
        return mayLag ? Remote.UNKNOWN : Remote.GONE;
    }

    private Item present(Pair pair, Target target, Slot slot, boolean inScope, FetchedObject object) {
        try {
            EventObject seen = EventObject.parse(Objects.requireNonNull(object.ics()));
            Remote remote = compare(seen, target, slot);
            return new Item(pair.appointment(), target, pair.mayEdit(), inScope, remote, seen, object.etag());
        } catch (UnreadableEventException e) {
            LOG.debugf("the object of %s cannot be read: %s", target, e.getMessage());
            return new Item(
                    pair.appointment(), target, pair.mayEdit(), inScope, Remote.UNREADABLE, null, object.etag());
        }
    }

    private static Remote compare(EventObject seen, Target target, Slot slot) {
        if (!seen.uid().equals(target.uid())) {
            return Remote.FOREIGN;
        }
        String sent = target.sent();
        boolean wroteLast = target.hasIntent(Intent.Kind.CREATE) || target.hasIntent(Intent.Kind.UPDATE);
        if (wroteLast
                && sent != null
                && seen.fields().differences(EventObject.parse(sent).fields()).isEmpty()) {
            return Remote.OURS_LANDED;
        }
        String stored = target.stored();
        if (stored == null) {
            return Remote.CHANGED;
        }
        Set<OwnedField> moved =
                seen.fields().differences(EventObject.parse(stored).fields());
        moved.retainAll(Rendering.pulled(slot.detail()));
        return moved.isEmpty() ? Remote.REWRITTEN : Remote.CHANGED;
    }
}
