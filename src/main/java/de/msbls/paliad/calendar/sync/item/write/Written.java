package de.msbls.paliad.calendar.sync.item.write;

import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.sync.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * What came of one request.
 *
 * @param target the state to record; its intent stays open where it is not known what the server did
 * @param readBack whether the object must be read before the next decision
 * @param lookAgain whether the next tick must look at the object, whatever it hears of the calendar
 * @param isRefused whether the server will not have this item as it is; the others go on. One that was refused before, and could not
 *     be tried again, is not
 * @param stopped whether the request was not begun, since a fault of the whole account was known by then
 * @param failure why it did not succeed
 */
public record Written(
        Prepared prepared,
        Target target,
        boolean readBack,
        boolean lookAgain,
        boolean isRefused,
        boolean stopped,
        @Nullable RuntimeException failure) {

    static Written done(Prepared prepared, Target target, boolean readBack) {
        return new Written(prepared, target, readBack, false, false, false, null);
    }

    static Written failed(Prepared prepared, Target target, RuntimeException failure) {
        return new Written(prepared, target, false, false, false, false, failure);
    }

    static Written refused(Prepared prepared, Target quarantined, RuntimeException failure) {
        return new Written(prepared, quarantined, false, false, true, false, failure);
    }

    static Written notBegun(Prepared prepared, RuntimeException reason) {
        return new Written(prepared, prepared.target().withoutIntent(), false, false, false, true, reason);
    }

    public boolean succeeded() {
        return failure == null;
    }

    /** Whether another tick must find out more. */
    public boolean isUnsettled() {
        return lookAgain || target.intent() != null || (failure != null && !isRefused);
    }

    /** Not a matter of this item: the account or the server is in trouble. */
    public boolean isFault() {
        if (stopped || !(failure instanceof CalDavException refusal)) {
            return failure != null;
        }
        return switch (refusal.fault()) {
            case PRECONDITION_FAILED, NOT_FOUND, UID_CONFLICT, SERVER_ERROR -> false;
            default -> true;
        };
    }

    /** Whether the server failed over this very request, which may fail again and again. */
    public boolean isFailing() {
        if (stopped || !(failure instanceof CalDavException fault) || fault.certainlyNotSent()) {
            return false;
        }
        return switch (fault.fault()) {
            case SERVER_ERROR, TIMEOUT, UNREACHABLE, MALFORMED -> true;
            default -> false;
        };
    }

    /** An error of the server over this item; the others may go well. */
    public @Nullable CalDavException itemFault() {
        boolean serverError = failure instanceof CalDavException fault && fault.fault() == CalDavFault.SERVER_ERROR;
        return serverError ? (CalDavException) failure : null;
    }

    Written as(Target readTarget) {
        return new Written(prepared, readTarget, false, lookAgain, isRefused, stopped, failure);
    }

    /** Somebody else wrote right after us: what we wrote stays the base, and theirs is an edit of it. */
    Written overwritten() {
        return new Written(prepared, target, false, true, isRefused, stopped, failure);
    }
}
