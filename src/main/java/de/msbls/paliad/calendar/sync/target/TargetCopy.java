package de.msbls.paliad.calendar.sync.target;

import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.sync.decision.Standing;
import org.jspecify.annotations.Nullable;

/** The next state of a target, part by part. */
final class TargetCopy {

    private final Target from;
    private int incarnation;
    private Standing standing;
    private String uid;
    private @Nullable String href;
    private @Nullable String hrefKey;
    private @Nullable String etag;
    private @Nullable Long baseVersion;
    private @Nullable Detail baseDetail;
    private @Nullable Intent intent;
    private @Nullable String sent;
    private @Nullable String stored;
    private int writes;
    private @Nullable Long writtenVersion;
    private @Nullable String reason;
    private @Nullable Long refusedVersion;
    private @Nullable String refusedEtag;

    TargetCopy(Target from) {
        this.from = from;
        this.incarnation = from.incarnation();
        this.standing = from.standing();
        this.uid = from.uid();
        this.href = from.href();
        this.hrefKey = from.hrefKey();
        this.etag = from.etag();
        this.baseVersion = from.baseVersion();
        this.baseDetail = from.baseDetail();
        this.intent = from.intent();
        this.sent = from.sent();
        this.stored = from.stored();
        this.writes = from.writes();
        this.writtenVersion = from.writtenVersion();
        this.reason = from.reason();
        this.refusedVersion = from.refusedVersion();
        this.refusedEtag = from.refusedEtag();
    }

    TargetCopy incarnation(int next, String nextUid) {
        incarnation = next;
        uid = nextUid;
        return this;
    }

    TargetCopy standing(Standing next) {
        standing = next;
        return this;
    }

    TargetCopy at(@Nullable String nextHref, @Nullable String nextKey) {
        href = nextHref;
        hrefKey = nextKey;
        return this;
    }

    TargetCopy remote(@Nullable String nextEtag, @Nullable String nextStored) {
        etag = nextEtag;
        stored = nextStored;
        return this;
    }

    TargetCopy base(@Nullable Long version, @Nullable Detail detail) {
        baseVersion = version;
        baseDetail = detail;
        return this;
    }

    TargetCopy intent(@Nullable Intent next) {
        intent = next;
        return this;
    }

    TargetCopy sent(@Nullable String next) {
        sent = next;
        return this;
    }

    TargetCopy writes(int count, long version) {
        writes = count;
        writtenVersion = version;
        return this;
    }

    TargetCopy refusal(@Nullable String why, @Nullable Long version, @Nullable String seenEtag) {
        reason = why;
        refusedVersion = version;
        refusedEtag = seenEtag;
        return this;
    }

    Target build() {
        return new Target(
                from.id(),
                from.bindingId(),
                from.appointmentId(),
                from.accountId(),
                incarnation,
                standing,
                uid,
                href,
                hrefKey,
                etag,
                baseVersion,
                baseDetail,
                intent,
                sent,
                stored,
                from.fresh(),
                writes,
                writtenVersion,
                reason,
                refusedVersion,
                refusedEtag);
    }
}
