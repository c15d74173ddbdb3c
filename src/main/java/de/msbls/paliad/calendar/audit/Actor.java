package de.msbls.paliad.calendar.audit;

import de.msbls.paliad.calendar.platform.auth.Caller;
import java.util.UUID;

/**
 * Who did something.
 *
 * @param asAdmin whether she could because she is an admin, not because it is hers
 */
public record Actor(UUID id, boolean asAdmin) {

    /** Somebody who changes what is her own. */
    public static Actor owner(Caller caller) {
        return new Actor(caller.id(), false);
    }

    /** Somebody who uses her role. */
    public static Actor admin(Caller caller) {
        return new Actor(caller.id(), true);
    }
}
