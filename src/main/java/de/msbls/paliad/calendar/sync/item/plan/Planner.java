package de.msbls.paliad.calendar.sync.item.plan;

import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.UnreadableEventException;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.decision.Action;
import de.msbls.paliad.calendar.sync.decision.Decision;
import de.msbls.paliad.calendar.sync.decision.Local;
import de.msbls.paliad.calendar.sync.decision.Observation;
import de.msbls.paliad.calendar.sync.decision.Remote;
import de.msbls.paliad.calendar.sync.decision.Standing;
import de.msbls.paliad.calendar.sync.decision.Unanswered;
import de.msbls.paliad.calendar.sync.event.Rendering;
import de.msbls.paliad.calendar.sync.event.UnrenderableAppointmentException;
import de.msbls.paliad.calendar.sync.item.observe.Item;
import de.msbls.paliad.calendar.sync.item.observe.Slot;
import de.msbls.paliad.calendar.sync.target.Intent;
import de.msbls.paliad.calendar.sync.target.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides on one item and lays out what follows from the decision; no I/O. */
@ApplicationScoped
public class Planner {

    private final Duration windowPast;
    private final Duration requestTimeout;

    Planner(PaliadConfig config) {
        this.windowPast = config.sync().windowPast();
        this.requestTimeout = config.caldav().requestTimeout();
    }

    public Plan plan(Session session, Slot slot, Item item, Instant now) {
        EventFields wanted = null;
        if (item.inScope()) {
            try {
                wanted = Rendering.of(item.appointment(), slot.detail());
            } catch (UnrenderableAppointmentException e) {
                return unrenderable(item, e.reason());
            }
        }
        try {
            Action action = Decision.of(observation(session, slot, item, wanted, now));
            return new PlanLayout(session, slot, item, wanted, now).of(action);
        } catch (UnreadableEventException e) {
            return refuse(item, Unreadable.code(e.reason()));
        }
    }

    private Observation observation(Session session, Slot slot, Item item, @Nullable EventFields wanted, Instant now) {
        Target target = item.target();
        boolean creatable = slot.mayCreate() && wanted != null && isInWindow(wanted, now);
        if (target == null) {
            return new Observation(
                    Standing.ABSENT,
                    local(slot, item),
                    item.remote(),
                    Unanswered.NONE,
                    item.mayEdit(),
                    false,
                    creatable,
                    false);
        }
        Unanswered unanswered = unanswered(target, now);
        return new Observation(
                standing(item, target),
                local(slot, item),
                isUnproven(session, item, target, unanswered, now) ? Remote.UNKNOWN : item.remote(),
                unanswered,
                item.mayEdit(),
                slot.tryAgain().contains(item.appointment().id()) || refusalOver(item, target),
                creatable,
                slot.putBack().contains(item.appointment().id()));
    }

    /** There is nothing to merge by where the base is lost: what stands there is taken over, as what its user put back is. */
    private static Standing standing(Item item, Target target) {
        return target.hasLostBase() && item.remote() == Remote.CHANGED ? Standing.SUPPRESSED : target.standing();
    }

    /**
     * An update or a deletion that may still land, and that no precondition holds back for sure (a weak etag, a server that
     * is not known to keep to them), would undo whatever is done now: what is seen meanwhile proves nothing.
     */
    private boolean isUnproven(Session session, Item item, Target target, Unanswered unanswered, Instant now) {
        boolean isProtected = item.hasStrongBase() && !session.capabilities().mayIgnorePreconditions();
        boolean updates = target.hasIntent(Intent.Kind.UPDATE) && mayLand(target, now);
        boolean notYet = (updates && item.remote() != Remote.OURS_LANDED)
                || (unanswered == Unanswered.DELETE_UNDER_WAY && item.remote() != Remote.GONE);
        return notYet && !isProtected;
    }

    private boolean mayLand(Target target, Instant now) {
        Intent intent = target.intent();
        return intent != null && now.isBefore(intent.until().plus(requestTimeout));
    }

    private Unanswered unanswered(Target target, Instant now) {
        boolean mayLand = mayLand(target, now);
        if (target.hasIntent(Intent.Kind.CREATE)) {
            return mayLand ? Unanswered.CREATE_UNDER_WAY : Unanswered.CREATE;
        }
        if (target.hasIntent(Intent.Kind.DELETE)) {
            return mayLand ? Unanswered.DELETE_UNDER_WAY : Unanswered.DELETE;
        }
        return Unanswered.NONE;
    }

    private static Local local(Slot slot, Item item) {
        if (!item.inScope()) {
            return Local.LEFT;
        }
        Target target = item.target();
        if (target == null || target.baseVersion() == null) {
            return Local.NEW;
        }
        boolean same = target.baseVersion() == item.appointment().version() && target.baseDetail() == slot.detail();
        return same ? Local.SAME : Local.CHANGED;
    }

    private static boolean refusalOver(Item item, Target target) {
        Long refused = target.refusedVersion();
        long asked = item.inScope() ? item.appointment().version() : Target.NO_VERSION;
        boolean edited = refused == null || refused != asked;
        boolean moved = item.remote() != Remote.GONE && !Objects.equals(target.refusedEtag(), item.seenEtag());
        return edited || moved;
    }

    private boolean isInWindow(EventFields wanted, Instant now) {
        return Rendering.end(wanted.time()).isAfter(now.minus(windowPast));
    }

    /** What the user deleted stays so; an open intent stays until it can be told what came of it. */
    private static Plan unrenderable(Item item, String reason) {
        Target target = item.target();
        boolean leave = target == null || target.intent() != null || target.standing() == Standing.SUPPRESSED;
        return leave ? Plan.nothing(item, Action.NOTHING) : refuse(item, reason);
    }

    private static Plan refuse(Item item, String reason) {
        Target target = Objects.requireNonNull(item.target());
        return Plan.settle(
                item,
                Action.QUARANTINE,
                version -> target.quarantined(reason, item.inScope() ? version : Target.NO_VERSION, item.seenEtag()));
    }
}
