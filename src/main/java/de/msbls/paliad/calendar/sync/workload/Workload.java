package de.msbls.paliad.calendar.sync.workload;

import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a tick must look at in one binding.
 *
 * @param appointments all that differ on either side, but for what is held
 * @param outOfScope those that left the slice
 * @param lookAgain those whose objects are asked for whatever the view says
 * @param tryAgain those whose owner asked for them: a refusal counts no more
 * @param resting those that the server fails over again and again, and that are left alone for now
 * @param strangers whether the view shows objects that no target has, or may not show them all
 * @param putBack those that disappeared from the calendar, and that the owner wants there again
 * @param early whether too many are missing to be believed, and were put so lately that the view may lag behind: it is to be taken
 *     again from where this one was
 * @param held deletions that wait for the owner
 */
public record Workload(
        Set<UUID> appointments,
        Set<UUID> outOfScope,
        Set<UUID> lookAgain,
        Set<UUID> tryAgain,
        Set<UUID> resting,
        boolean strangers,
        Set<UUID> putBack,
        boolean early,
        @Nullable Held held) {

    private static final int CHUNK = 100;

    /**
     * In pieces that one multiget (RFC 4791 §7.9) and one transaction can hold. The first is a half: of two that are settled at
     * once, one is then at the server while the other is at the database.
     */
    public List<List<UUID>> chunks() {
        List<UUID> all = List.copyOf(appointments);
        List<List<UUID>> chunks = new ArrayList<>();
        int end;
        for (int start = 0; start < all.size(); start = end) {
            end = Math.min(start + (start == 0 ? CHUNK / 2 : CHUNK), all.size());
            chunks.add(all.subList(start, end));
        }
        return chunks;
    }
}
