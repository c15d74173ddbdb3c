package de.msbls.paliad.calendar.administration.trail;

import de.msbls.paliad.calendar.audit.Act;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that somebody did.
 *
 * @param asAdmin whether she could by her role, not because it is hers
 * @param userId whose it is
 * @param fields the names of what changed
 * @param details values that tell more; none is secret, and none is of an appointment
 */
@Schema(
        description = "Who (actor_id) did what (act) to which resource of whose (user_id). as_admin: by her role, not"
                + " because it is hers. fields: what changed; details: its new values and what else there is to tell, never"
                + " a password, nor anything of an appointment.")
public record TrailEntry(
        long id,
        Instant at,
        UUID actorId,
        boolean asAdmin,
        UUID userId,
        Act act,
        UUID resourceId,
        List<String> fields,
        Map<String, Object> details) {}
