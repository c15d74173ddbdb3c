package de.msbls.paliad.calendar.sync.item;

import de.msbls.paliad.calendar.caldav.CalDavException;
import de.msbls.paliad.calendar.caldav.CalDavFault;
import de.msbls.paliad.calendar.sync.decision.Standing;
import de.msbls.paliad.calendar.sync.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * What came of one request.
 *
 * @param target the state to record; its intent stays open where it is not known what the server did
 * @param readBack whether the server gave no strong etag, so that the object must be read before the next decision
 * @param failure why it did not succeed
 */
record Written(
        Prepared prepared,
        Target target,
        boolean readBack,
        @Nullable RuntimeException failure) {

    boolean succeeded() {
        return failure == null;
    }

    /** The server will not have this item as it is; the others go on. */
    boolean isRefused() {
        return failure != null && target.standing() == Standing.QUARANTINED;
    }

    /** Not a matter of this item: the account or the server is in trouble. */
    boolean isFault() {
        return !(failure instanceof CalDavException refusal)
                || (refusal.fault() != CalDavFault.PRECONDITION_FAILED && refusal.fault() != CalDavFault.NOT_FOUND);
    }

    Written as(Target readTarget) {
        return new Written(prepared, readTarget, false, failure);
    }
}
