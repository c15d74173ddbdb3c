package de.msbls.paliad.calendar.sync.item.observe;

import de.msbls.paliad.calendar.appointment.Appointment;
import de.msbls.paliad.calendar.ical.EventObject;
import de.msbls.paliad.calendar.ical.UnreadableEventException.Reason;
import de.msbls.paliad.calendar.sync.decision.Remote;
import de.msbls.paliad.calendar.sync.target.Target;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One appointment, its target, and what was seen of its object.
 *
 * @param target NULL: it never had one
 * @param seen the object as the server has it now, where it was fetched and could be read
 * @param seenEtag the etag as listed or fetched now; NULL: not asked for, or none given
 * @param unreadable why what stands there cannot be read; NULL: it can, or was not looked at
 */
public record Item(
        Appointment appointment,
        @Nullable Target target,
        boolean mayEdit,
        boolean inScope,
        Remote remote,
        @Nullable EventObject seen,
        @Nullable String seenEtag,
        @Nullable Reason unreadable) {

    /** Characters that every server is expected to keep. */
    private static final int SHORT_TEXT = 200;

    /** Whether its server fails to say what stands there, other than for having heard of it just now. */
    public boolean isUntold() {
        return remote == Remote.UNKNOWN && target != null && !target.fresh();
    }

    /** Whether a server might cut a text of it short. */
    public boolean hasLongText() {
        return Stream.of(appointment.title(), appointment.description(), appointment.location())
                .anyMatch(text -> text != null && text.length() > SHORT_TEXT);
    }

    /** The seen etag, where it can prove that nothing has changed. */
    public @Nullable String strongEtag() {
        return Question.isStrong(seenEtag) ? seenEtag : null;
    }

    /** Whether the base's etag could be a precondition. */
    public boolean hasStrongBase() {
        return target != null && Question.isStrong(target.etag());
    }
}
