package de.msbls.paliad.calendar.oversight.item;

import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An appointment that is not kept equal with its event.
 *
 * @param title null: the user cannot see the appointment any more
 * @param reason a stable code
 * @param detail the reason in words
 */
@Schema(description = "An appointment that is not in sync. reason: a stable code; detail: the same in words.")
public record UnsyncedItem(UUID appointmentId, @Nullable String title, ItemState state, String reason, String detail) {

    /** @param titles of the appointments that the user sees */
    static UnsyncedItem of(ItemRepository.Kept kept, Map<UUID, String> titles) {
        String reason = ItemReason.code(kept.state(), kept.reason());
        return new UnsyncedItem(
                kept.appointmentId(), titles.get(kept.appointmentId()), kept.state(), reason, ItemReason.words(reason));
    }
}
