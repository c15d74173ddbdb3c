package de.msbls.paliad.calendar.sync.account;

import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.sync.outcome.BindingState;
import de.msbls.paliad.calendar.sync.outcome.Guard;
import de.msbls.paliad.calendar.sync.slice.Scope;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A binding as a tick finds it.
 *
 * @param calendarPath NULL: it has no calendar yet
 * @param scopeGone whether the scope's node was deleted or is of another kind now
 * @param ctag of the last complete listing; {@code syncToken}: where the next sync-collection starts; NULL: there is none
 * @param readAt the database's time when it was found so
 * @param putSinceToken whether anything was put there since the sync token was read
 * @param hasPending whether single appointments are marked that no tick has seen yet, or owed to the server
 * @param scopeChanges counts what may have changed the slice as a whole; beyond {@code scopeChangesDone}: compare it all
 * @param userChangedScope the owner asked for what that comparison takes away
 * @param comparisonDue whether the last complete comparison, or listing, is longer ago than the settings allow
 * @param neverListed whether there was no complete listing yet, or none since the database was restored
 * @param guard deletions that an earlier tick held; NULL: none are
 */
public record SyncBinding(
        UUID id,
        @Nullable String calendarPath,
        String displayName,
        Scope scope,
        Detail detail,
        boolean enabled,
        boolean scopeGone,
        BindingState state,
        int failures,
        @Nullable String ctag,
        @Nullable String syncToken,
        OffsetDateTime readAt,
        boolean putSinceToken,
        boolean hasPending,
        long scopeChanges,
        long scopeChangesDone,
        boolean userChangedScope,
        boolean comparisonDue,
        boolean listingDue,
        boolean neverListed,
        boolean adopting,
        @Nullable Guard guard) {

    /** Whether the whole slice must be compared, not only what is pending. */
    public boolean comparesWhole() {
        return scopeChanges > scopeChangesDone || comparisonDue || adopting;
    }

    /** Whether its last tick left nothing to be mended, decided or adopted. */
    public boolean isSettled() {
        return state == BindingState.IN_SYNC && failures == 0 && guard == null && !adopting;
    }

    /** This binding with the calendar that was made for it. */
    public SyncBinding at(String path) {
        return new SyncBinding(
                id,
                path,
                displayName,
                scope,
                detail,
                enabled,
                scopeGone,
                state,
                failures,
                ctag,
                syncToken,
                readAt,
                putSinceToken,
                hasPending,
                scopeChanges,
                scopeChangesDone,
                userChangedScope,
                comparisonDue,
                listingDue,
                neverListed,
                adopting,
                guard);
    }
}
