package de.msbls.paliad.calendar.sync.target;

import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.sync.decision.Standing;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of one appointment in one binding's calendar, with the base that both sides last agreed on. Immutable: each
 * step of a tick makes the next state of it.
 *
 * @param incarnation grows with each confirmed removal, and the UID with it: trash bins refuse a UID twice
 * @param href as the server spells it; fixed before the first PUT
 * @param baseVersion the appointment's version that the base was made of; {@link #NO_VERSION}: ours must be written
 * @param sent what we last sent; NULL: the same as {@code stored}
 * @param stored the object as the server last showed it, or as it took it from us
 * @param fresh whether we wrote it so recently that a listing may still lag behind
 * @param writes how often the same version was written within a day
 * @param refusedVersion the local version that was refused, {@link #NO_VERSION} for a deletion; and {@code refusedEtag} the
 *     remote etag then
 */
public record Target(
        UUID id,
        UUID bindingId,
        UUID appointmentId,
        UUID accountId,
        int incarnation,
        Standing standing,
        String uid,
        @Nullable String href,
        @Nullable String hrefKey,
        @Nullable String etag,
        @Nullable Long baseVersion,
        @Nullable Detail baseDetail,
        @Nullable Intent intent,
        @Nullable String sent,
        @Nullable String stored,
        boolean fresh,
        int writes,
        @Nullable Long writtenVersion,
        @Nullable String reason,
        @Nullable Long refusedVersion,
        @Nullable String refusedEtag) {

    /** A base version that no appointment has: the database's version is owed to the server. */
    public static final long NO_VERSION = 0;

    /** The target of an appointment that never had one here; its row is still to be made. */
    public static Target first(UUID binding, UUID appointment, UUID account) {
        return new Target(
                UUID.randomUUID(),
                binding,
                appointment,
                account,
                0,
                Standing.ABSENT,
                TargetUid.of(binding, appointment, 0),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                0,
                null,
                null,
                null,
                null);
    }

    /** Names it without its texts, which hold a client's data. */
    @Override
    public String toString() {
        return "target " + id + " (" + standing + ", incarnation " + incarnation + ")";
    }

    /** Whether something of ours may stand at its href. */
    public boolean mayStand() {
        return href != null && (intent != null || (baseVersion != null && standing != Standing.ABSENT));
    }

    public boolean hasIntent(Intent.Kind kind) {
        return intent != null && intent.kind() == kind;
    }

    /** Whether both sides once agreed, but nobody can tell any more on what. */
    public boolean hasLostBase() {
        return baseVersion != null && standing != Standing.ABSENT && standing != Standing.SUPPRESSED && stored == null;
    }

    Target withTexts(@Nullable String sentText, @Nullable String storedText) {
        return copy().sent(sentText).remote(etag, storedText).build();
    }

    /** Its texts cannot be read: what stands there must be looked at, whatever its etag. */
    Target withoutBase() {
        return copy().sent(null).remote(null, null).build();
    }

    public Target intending(Intent intended, @Nullable String text) {
        return copy().intent(intended).sent(text).build();
    }

    /** What its first text is made by; a create that is cut off leaves the next tick to find out. */
    public Target shownAs(Detail detail) {
        return copy().base(baseVersion, detail).build();
    }

    /**
     * An intent whose request changed nothing on the server; what it would have sent is forgotten. A deletion of what was never
     * known to be made stays open, though nothing of it is under way: it alone tells that something may stand there.
     */
    public Target withoutIntent() {
        boolean unmakes = standing == Standing.ABSENT && hasIntent(Intent.Kind.DELETE);
        return unmakes ? givenUp(Instant.EPOCH) : copy().intent(null).sent(null).build();
    }

    /** Nobody waits for an answer any more: from now on its request is late. */
    public Target givenUp(Instant now) {
        Intent open = Objects.requireNonNull(intent);
        Instant until = now.isBefore(open.until()) ? now : open.until();
        return copy().intent(new Intent(open.kind(), open.fence(), until)).build();
    }

    /** Both sides agree now: on this version, this etag and this text. */
    public Target agreed(
            long version, Detail detail, @Nullable String newEtag, String newStored, @Nullable String newSent) {
        return copy().standing(Standing.ACTIVE)
                .base(version, detail)
                .remote(newEtag, newStored)
                .sent(newSent)
                .intent(null)
                .refusal(null, null, null)
                .build();
    }

    /** One more write of this version. */
    public Target written(long version) {
        boolean again = writtenVersion != null && writtenVersion == version;
        return copy().writes(again ? writes + 1 : 1, version).build();
    }

    public Target suppressed() {
        return copy().standing(Standing.SUPPRESSED)
                .intent(null)
                .remote(null, null)
                .sent(null)
                .build();
    }

    /** Its removal is confirmed: the next incarnation may be created, under a UID and an href of its own. */
    public Target removed(String nextUid) {
        return copy().standing(Standing.ABSENT)
                .incarnation(incarnation + 1, nextUid)
                .at(null, null)
                .remote(null, null)
                .base(null, null)
                .sent(null)
                .intent(null)
                .refusal(null, null, null)
                .build();
    }

    /** @param version that was refused; {@link #NO_VERSION}: its deletion was */
    public Target quarantined(String why, long version, @Nullable String seenEtag) {
        return copy().standing(Standing.QUARANTINED)
                .sent(intent == null ? sent : null)
                .intent(null)
                .refusal(why, version, seenEtag)
                .build();
    }

    public Target standingAt(String newHref, String newHrefKey) {
        return copy().at(newHref, newHrefKey).build();
    }

    private TargetCopy copy() {
        return new TargetCopy(this);
    }
}
