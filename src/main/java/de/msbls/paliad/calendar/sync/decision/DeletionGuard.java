package de.msbls.paliad.calendar.sync.decision;

/**
 * Holds deletions that look like an accident: an emptied side, or more than is usual in one tick (DESIGN §6, "Guard").
 *
 * @param deletions so many always pass, unless they empty the side
 * @param percent so many percent of what stands there always pass, unless they empty the side
 * @param emptiedFrom a side counts as emptied when at least so many stood there
 */
public record DeletionGuard(int deletions, int percent, int emptiedFrom) {

    /** Whether {@code deleting} of {@code standing} objects must wait for the user. */
    public boolean holds(int deleting, int standing) {
        boolean emptied = deleting >= standing && standing >= emptiedFrom;
        return emptied || deleting > Math.max(deletions, (long) standing * percent / 100);
    }
}
