package de.msbls.paliad.calendar.sync.item.observe;

import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.caldav.view.CalendarView;
import java.util.Set;
import java.util.UUID;

/**
 * The binding's calendar as this tick found it, and what is known of its appointments beforehand.
 *
 * @param mayCreate false while a first-generation calendar is still being adopted
 * @param outOfScope appointments that left the slice
 * @param lookAgain appointments whose objects are asked for whatever the view says
 * @param tryAgain appointments whose owner asked for them: a refusal counts no more
 * @param strangers whether the view shows objects that are no appointment's, or may not show them all
 * @param putBack appointments whose objects disappeared, and that the owner wants there again
 */
public record Slot(
        UUID bindingId,
        String calendarPath,
        Detail detail,
        CalendarView view,
        boolean mayCreate,
        Set<UUID> outOfScope,
        Set<UUID> lookAgain,
        Set<UUID> tryAgain,
        boolean strangers,
        Set<UUID> putBack) {

    /** Whether an object that is gone may stand under another name: else there is none that it could be. */
    boolean mayHaveMoved(UUID appointment) {
        return strangers || lookAgain.contains(appointment);
    }

    boolean holds(UUID appointment) {
        return !outOfScope.contains(appointment);
    }
}
