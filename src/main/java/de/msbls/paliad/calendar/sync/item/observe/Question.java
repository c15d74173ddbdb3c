package de.msbls.paliad.calendar.sync.item.observe;

import de.msbls.paliad.calendar.caldav.view.CalendarView;
import de.msbls.paliad.calendar.caldav.view.ListedObject;
import de.msbls.paliad.calendar.sync.decision.Remote;
import de.msbls.paliad.calendar.sync.decision.Standing;
import de.msbls.paliad.calendar.sync.target.Pair;
import de.msbls.paliad.calendar.sync.target.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must be asked of an object beyond what the view of its calendar told.
 *
 * @param answer what is known without asking
 * @param href as the server spells it; NULL: nothing is asked
 */
record Question(How how, Remote answer, @Nullable String href) {

    enum How {
        NOT,
        /** In a multiget. */
        TOGETHER,
        /** By itself, since absence is not deletion: only a 404 for this href alone is believed (DESIGN §6). */
        ALONE
    }

    static Question of(Pair pair, Slot slot) {
        Target target = pair.target();
        if (target == null || !target.mayStand()) {
            return known(Remote.GONE);
        }
        CalendarView view = slot.view();
        ListedObject listed = view.listed(Objects.requireNonNull(target.hrefKey()));
        if (listed != null) {
            return ofListed(pair, target, slot, listed);
        }
        if (target.standing() == Standing.SUPPRESSED && target.intent() == null) {
            return known(Remote.GONE);
        }
        return view.isMissing(Objects.requireNonNull(target.hrefKey()))
                ? ofMissing(target)
                : ofUnmoved(pair, target, slot);
    }

    private static Question ofListed(Pair pair, Target target, Slot slot, ListedObject listed) {
        String etag = listed.etag();
        boolean isKnown = target.intent() == null
                && etag != null
                && etag.equals(target.etag())
                && (isStrong(etag) || !owesWrite(pair, target, slot));
        return isKnown ? known(Remote.SAME) : new Question(How.TOGETHER, Remote.UNKNOWN, listed.href());
    }

    /** A server whose listings lag behind our own PUT is not asked for it at once (CASES 4). */
    private static Question ofMissing(Target target) {
        boolean mayLag = target.fresh() && target.intent() == null;
        return mayLag
                ? known(Remote.UNKNOWN)
                : new Question(How.ALONE, Remote.UNKNOWN, Objects.requireNonNull(target.href()));
    }

    private static Question ofUnmoved(Pair pair, Target target, Slot slot) {
        boolean unsure = owesWrite(pair, target, slot) && !isStrong(target.etag());
        boolean open = target.intent() != null
                || slot.lookAgain().contains(pair.appointment().id());
        return open || unsure
                ? new Question(How.TOGETHER, Remote.UNKNOWN, Objects.requireNonNull(target.href()))
                : known(Remote.SAME);
    }

    private static Question known(Remote remote) {
        return new Question(How.NOT, remote, null);
    }

    private static boolean owesWrite(Pair pair, Target target, Slot slot) {
        return !slot.holds(pair.appointment().id())
                || !Objects.equals(target.baseVersion(), pair.appointment().version())
                || target.baseDetail() != slot.detail();
    }

    /** RFC 9110 §8.8.3: a weak etag is no proof that nothing changed; nor is none. */
    static boolean isStrong(@Nullable String etag) {
        return etag != null && !etag.startsWith("W/");
    }
}
