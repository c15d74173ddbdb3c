package de.msbls.paliad.calendar.sync.item.observe;

import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.caldav.view.ListedObject;
import de.msbls.paliad.calendar.ical.EventObject;
import de.msbls.paliad.calendar.ical.OwnedField;
import de.msbls.paliad.calendar.ical.UnreadableEventException;
import de.msbls.paliad.calendar.ical.UnreadableEventException.Reason;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.decision.Remote;
import de.msbls.paliad.calendar.sync.decision.Standing;
import de.msbls.paliad.calendar.sync.event.Rendering;
import de.msbls.paliad.calendar.sync.target.Intent;
import de.msbls.paliad.calendar.sync.target.Pair;
import de.msbls.paliad.calendar.sync.target.Target;
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

/** Observes: asks the server for whatever the view of the calendar leaves open, and names what it then knows. */
@ApplicationScoped
public class ItemObserver {

    private static final Logger LOG = Logger.getLogger(ItemObserver.class);

    private final ObjectFetcher fetcher;
    private final MovedObjects moved;

    ItemObserver(ObjectFetcher fetcher, MovedObjects moved) {
        this.fetcher = fetcher;
        this.moved = moved;
    }

    /** What the server has of each. */
    public Uni<List<Item>> observe(Session session, Slot slot, List<Pair> pairs) {
        Map<UUID, Question> questions = new HashMap<>();
        pairs.forEach(pair -> questions.put(pair.appointment().id(), Question.of(pair, slot)));
        return fetcher.fetch(
                        session,
                        slot.calendarPath(),
                        hrefs(questions, Question.How.TOGETHER),
                        hrefs(questions, Question.How.ALONE))
                .chain(fetched -> moved.find(session, slot, uidsOfGone(slot, pairs, fetched))
                        .map(found -> items(pairs, slot, questions, fetched, found)));
    }

    private static List<String> hrefs(Map<UUID, Question> questions, Question.How how) {
        return questions.values().stream()
                .filter(question -> question.how() == how)
                .map(question -> Objects.requireNonNull(question.href()))
                .toList();
    }

    /** Of what stood there and is gone from its href, or never stood under the name that it was given (CASES 12). */
    private static Map<UUID, String> uidsOfGone(Slot slot, List<Pair> pairs, Map<String, FetchedObject> fetched) {
        Map<UUID, String> uids = new HashMap<>();
        for (Pair pair : pairs) {
            Target target = pair.target();
            if (target != null && (target.standing() == Standing.ACTIVE || target.hasIntent(Intent.Kind.CREATE))) {
                FetchedObject object = fetched.get(Objects.requireNonNull(target.hrefKey()));
                boolean mayHaveMoved = slot.mayHaveMoved(pair.appointment().id());
                if (object != null && mayHaveMoved && absent(object, target) == Remote.GONE) {
                    uids.put(pair.appointment().id(), target.uid());
                }
            }
        }
        return uids;
    }

    private static List<Item> items(
            List<Pair> pairs,
            Slot slot,
            Map<UUID, Question> questions,
            Map<String, FetchedObject> fetched,
            Map<UUID, FetchedObject> found) {
        List<Item> items = new ArrayList<>(pairs.size());
        for (Pair pair : pairs) {
            UUID appointment = pair.appointment().id();
            items.add(item(
                    pair, slot, Objects.requireNonNull(questions.get(appointment)), fetched, found.get(appointment)));
        }
        return items;
    }

    private static Item item(
            Pair pair,
            Slot slot,
            Question question,
            Map<String, FetchedObject> fetched,
            @Nullable FetchedObject movedTo) {
        Target target = pair.target();
        if (target == null || target.hrefKey() == null) {
            return unseen(pair, slot, question.answer(), null);
        }
        if (movedTo != null) {
            Target there = target.standingAt(movedTo.href(), movedTo.hrefKey());
            return present(new Pair(pair.appointment(), there, pair.mayEdit()), there, slot, movedTo);
        }
        FetchedObject object = fetched.get(target.hrefKey());
        if (object == null || question.how() == Question.How.NOT) {
            return unseen(pair, slot, question.answer(), target.etag());
        }
        return switch (object.outcome()) {
            case PRESENT -> present(pair, target, slot, object);
            case TOO_LARGE ->
                unreadable(pair, slot.holds(pair.appointment().id()), listedEtag(slot, target), Reason.TOO_LARGE);
            case GONE, UNKNOWN -> unseen(pair, slot, absent(object, target), null);
        };
    }

    private static @Nullable String listedEtag(Slot slot, Target target) {
        ListedObject listed = slot.view().listed(Objects.requireNonNull(target.hrefKey()));
        return listed == null ? null : listed.etag();
    }

    private static Item unseen(Pair pair, Slot slot, Remote remote, @Nullable String etag) {
        boolean inScope = slot.holds(pair.appointment().id());
        return new Item(pair.appointment(), pair.target(), pair.mayEdit(), inScope, remote, null, etag, null);
    }

    private static Item unreadable(Pair pair, boolean inScope, @Nullable String etag, Reason reason) {
        return new Item(
                pair.appointment(), pair.target(), pair.mayEdit(), inScope, Remote.UNREADABLE, null, etag, reason);
    }

    /** A confirmed 404; but a server whose answers lag behind our own PUT is not believed yet (CASES 4). */
    private static Remote absent(FetchedObject object, Target target) {
        if (object.outcome() != FetchedObject.Outcome.GONE) {
            return Remote.UNKNOWN;
        }
        boolean mayLag = target.fresh() && (target.intent() == null || target.hasIntent(Intent.Kind.UPDATE));
        return mayLag ? Remote.UNKNOWN : Remote.GONE;
    }

    private static Item present(Pair pair, Target target, Slot slot, FetchedObject object) {
        boolean inScope = slot.holds(pair.appointment().id());
        try {
            EventObject seen = EventObject.parse(Objects.requireNonNull(object.ics()));
            Remote remote = compare(seen, target, slot);
            return new Item(pair.appointment(), target, pair.mayEdit(), inScope, remote, seen, object.etag(), null);
        } catch (UnreadableEventException e) {
            LOG.debugf("the object of %s cannot be read: %s", target, e.getMessage());
            return unreadable(pair, inScope, object.etag(), e.reason());
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
        Set<OwnedField> differing =
                seen.fields().differences(EventObject.parse(stored).fields());
        differing.retainAll(Rendering.editable(slot.detail(), target.baseDetail()));
        return differing.isEmpty() ? Remote.REWRITTEN : Remote.CHANGED;
    }
}
