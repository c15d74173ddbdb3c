package de.msbls.paliad.calendar.sync.decision;

/**
 * All that the decision looks at.
 *
 * @param standing how the target stood when the tick began
 * @param remote unknown too while a request that no precondition holds back may still land: what is seen then proves nothing
 * @param unanswered what was begun and never answered; an update counts for nothing here, since its etag protects it
 * @param mayEdit whether the binding's owner may edit the appointment
 * @param refusalOver whether, since a quarantine, the local version or the remote etag moved
 * @param creatable whether it may be created now: inside the window, renderable, and the binding is not still adopting
 * @param putBack whether the owner asked that what disappeared from her calendar be written there again
 */
public record Observation(
        Standing standing,
        Local local,
        Remote remote,
        Unanswered unanswered,
        boolean mayEdit,
        boolean refusalOver,
        boolean creatable,
        boolean putBack) {}
