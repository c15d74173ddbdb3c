package de.msbls.paliad.calendar.sync.item;

import de.msbls.paliad.calendar.sync.target.Target;
import java.util.Objects;

/**
 * A plan whose first half is committed: where it has a request, that may be made now.
 *
 * @param target as committed
 * @param version the appointment's version that it stands for
 */
record Prepared(Plan plan, Target target, long version) {

    Write write() {
        return Objects.requireNonNull(plan.write());
    }
}
