package de.msbls.paliad.calendar.sync.item.plan;

import de.msbls.paliad.calendar.sync.decision.Action;
import de.msbls.paliad.calendar.sync.event.Conflict;
import de.msbls.paliad.calendar.sync.event.Pull;
import de.msbls.paliad.calendar.sync.item.observe.Item;
import de.msbls.paliad.calendar.sync.target.Target;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is done with one item: first in one transaction, then perhaps by one request.
 *
 * @param version the appointment's version that was looked at; a pull answers with a newer one
 * @param prepared the target to be committed before the request, given the version after the pull; NULL: none is touched
 * @param isNew whether the target's row is still to be made
 * @param pull edits to take over first; when they can't be, nothing of this plan is done
 * @param unsettled whether the next tick must look at it again
 */
public record Plan(
        Item item,
        Action action,
        long version,
        @Nullable LongFunction<Target> prepared,
        boolean isNew,
        @Nullable Pull pull,
        @Nullable Conflict conflict,
        @Nullable Write write,
        boolean unsettled) {

    static Plan nothing(Item item, Action action) {
        return new Plan(item, action, item.appointment().version(), null, false, null, null, null, false);
    }

    static Plan later(Item item) {
        return new Plan(item, Action.WAIT, item.appointment().version(), null, false, null, null, null, true);
    }

    static Plan settle(Item item, Action action, LongFunction<Target> prepared) {
        return new Plan(item, action, item.appointment().version(), prepared, false, null, null, null, false);
    }

    static Plan write(Item item, Action action, boolean isNew, LongFunction<Target> prepared, Write write) {
        return new Plan(item, action, item.appointment().version(), prepared, isNew, null, null, write, false);
    }

    Plan with(@Nullable Conflict kept) {
        return new Plan(item, action, version, prepared, isNew, pull, kept, write, unsettled);
    }

    Plan pulling(@Nullable Pull first) {
        return new Plan(item, action, version, prepared, isNew, first, conflict, write, unsettled);
    }

    Plan seenAgain() {
        return new Plan(item, action, version, prepared, isNew, pull, conflict, write, true);
    }
}
