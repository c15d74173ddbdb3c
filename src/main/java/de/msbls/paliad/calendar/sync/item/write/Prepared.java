package de.msbls.paliad.calendar.sync.item.write;

import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.sync.item.plan.Plan;
import de.msbls.paliad.calendar.sync.item.plan.Write;
import de.msbls.paliad.calendar.sync.target.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A plan whose first half is committed: where it has a request, that may be made now.
 *
 * @param target as committed
 * @param version the appointment's version that it stands for
 */
public record Prepared(Plan plan, Target target, long version) {

    public Write write() {
        return Objects.requireNonNull(plan.write());
    }

    /** The target once the server has taken the PUT. One that was cut off counts for no write: nobody writes against it. */
    public Target afterPut(Write.Put put, Detail detail, @Nullable String etag) {
        return target.agreed(version, detail, etag, put.text(), put.ourSide()).written(version);
    }

    /** What a refusal is of: this version, or the deletion. */
    public long refusedVersion() {
        return plan.item().inScope() ? version : Target.NO_VERSION;
    }
}
