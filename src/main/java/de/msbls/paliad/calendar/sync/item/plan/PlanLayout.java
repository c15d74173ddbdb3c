package de.msbls.paliad.calendar.sync.item.plan;

import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.caldav.object.Precondition;
import de.msbls.paliad.calendar.caldav.request.Hrefs;
import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.EventObject;
import de.msbls.paliad.calendar.ical.OwnedField;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.decision.Action;
import de.msbls.paliad.calendar.sync.decision.Remote;
import de.msbls.paliad.calendar.sync.event.Conflict;
import de.msbls.paliad.calendar.sync.event.Pull;
import de.msbls.paliad.calendar.sync.event.Rendering;
import de.msbls.paliad.calendar.sync.item.observe.Item;
import de.msbls.paliad.calendar.sync.item.observe.Slot;
import de.msbls.paliad.calendar.sync.target.Intent;
import de.msbls.paliad.calendar.sync.target.Target;
import de.msbls.paliad.calendar.sync.target.TargetUid;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows from each action, for one item. */
final class PlanLayout {

    /** The same version written so often within a day is a loop with somebody on the other side. */
    private static final int MOST_WRITES = 3;

    private final Session session;
    private final Slot slot;
    private final Item item;
    private final @Nullable EventFields wanted;
    private final Sides sides;
    private final Instant now;

    /** @param wanted how the appointment should look there; NULL: it is out of scope */
    PlanLayout(Session session, Slot slot, Item item, @Nullable EventFields wanted, Instant now) {
        this.session = session;
        this.slot = slot;
        this.item = item;
        this.wanted = wanted;
        this.sides = new Sides(item, wanted, slot.detail());
        this.now = now;
    }

    Plan of(Action action) {
        return switch (action) {
            case NOTHING -> Plan.nothing(item, action);
            case WAIT -> Plan.later(item);
            case ACCEPT -> accept();
            case CREATE -> create(item.target());
            case ADOPT, REACTIVATE -> takeOver(action);
            case UPDATE -> update();
            case PULL -> pull();
            case RESTORE -> restore();
            case MERGE -> merge();
            case SUPPRESS -> Plan.settle(item, action, version -> target().suppressed());
            case RECREATE -> create(target().removed(nextUid()));
            case DELETE -> delete(action);
            case DELETE_WITH_CONFLICT -> deleteWithConflict();
            case CLEAR -> Plan.settle(item, action, version -> target().removed(nextUid()));
            case QUARANTINE -> quarantine();
        };
    }

    private Plan accept() {
        if (item.remote() == Remote.OURS_LANDED) {
            return foundAs(Action.ACCEPT, sides.seen(), sides.toWrite(sides.seen()));
        }
        String sent = differsFrom(sides.lastSent()) ? sides.lastSentText() : null;
        return Plan.settle(item, Action.ACCEPT, version -> target().agreed(
                        version, detail(), item.seenEtag(), sides.seen().text(), sent));
    }

    /** What stands there becomes the base; where it is not what we want there, another tick writes it. */
    private Plan foundAs(Action action, EventObject there, Set<OwnedField> toWrite) {
        if (toWrite.isEmpty()) {
            String ourSide = ourSide(there, sides.wanted());
            return Plan.settle(item, action, version -> target().agreed(
                            version, detail(), item.seenEtag(), there.text(), ourSide));
        }
        return Plan.settle(item, action, version -> target().agreed(
                                Target.NO_VERSION, sides.shownAs(), item.seenEtag(), there.text(), null))
                .seenAgain();
    }

    private boolean differsFrom(EventFields fields) {
        return !sides.seen().fields().differences(fields).isEmpty();
    }

    private Plan create(@Nullable Target before) {
        Target target = before == null
                ? Target.first(slot.bindingId(), item.appointment().id(), session.accountId())
                : before.baseVersion() == null ? before : before.removed(nextUid());
        EventObject event = EventObject.create(target.uid(), sides.wanted(), Rendering.isPrivate(detail()), now);
        String href = slot.calendarPath() + target.uid() + ".ics";
        Target prepared = target.standingAt(href, Hrefs.key(href))
                .shownAs(detail())
                .intending(intent(Intent.Kind.CREATE), event.text());
        Write.Put put = new Write.Put(href, event.text(), null, new Precondition.IfNoneMatch());
        return Plan.write(item, Action.CREATE, before == null, version -> prepared, put);
    }

    /** What stands there is ours. Edits of a user are the other side of a conflict, since there is no base to merge by. */
    private Plan takeOver(Action action) {
        EventObject there = sides.there();
        Set<OwnedField> toWrite = sides.toWrite(there);
        Plan plan = foundAs(action, there, toWrite);
        Set<OwnedField> lost = EnumSet.copyOf(toWrite);
        lost.retainAll(Rendering.pulled(detail()));
        if (sides.wanted().time().isAtTheSameTimeAs(there.fields().time())) {
            lost.remove(OwnedField.TIME); // on another clock only: the first generation wrote UTC throughout
        }
        boolean editedThere = item.remote() == Remote.CHANGED && !lost.isEmpty();
        return editedThere ? plan.with(conflict(Conflict.Cause.BOTH_CHANGED, lost, there.fields())) : plan;
    }

    private Plan update() {
        return put(Action.UPDATE, sides.there(), sides.wanted(), sides.editedHere());
    }

    private Plan pull() {
        EventFields there = sides.seen().fields();
        Set<OwnedField> taken = sides.editedThere();
        String sent = ourSide(sides.seen(), taking(sides.lastSent(), taken, there));
        Pull pull = new Pull(item.appointment().id(), item.appointment().version(), there, taken);
        return Plan.settle(item, Action.PULL, version -> target().agreed(
                                version, detail(), item.seenEtag(), sides.seen().text(), sent))
                .pulling(pull);
    }

    private Plan restore() {
        Set<OwnedField> lost = sides.editedThere();
        Set<OwnedField> ours = EnumSet.copyOf(lost);
        ours.addAll(sides.editedHere());
        return put(Action.RESTORE, sides.seen(), sides.wanted(), ours)
                .with(conflict(Conflict.Cause.MAY_NOT_EDIT, lost, sides.seen().fields()));
    }

    /** Three-way, by owned field: what only the user edited is taken, what both edited stays the database's (DESIGN §6). */
    private Plan merge() {
        EventFields there = sides.seen().fields();
        Set<OwnedField> editedHere = sides.editedHere();
        Set<OwnedField> editedThere = sides.editedThere();
        Set<OwnedField> taken = EnumSet.copyOf(editedThere);
        taken.removeAll(editedHere);
        taken.retainAll(Rendering.pulled(detail()));
        Set<OwnedField> lost = EnumSet.copyOf(editedThere);
        lost.removeAll(taken);
        lost.retainAll(sides.wanted().differences(there));
        Plan plan = put(Action.MERGE, sides.seen(), taking(sides.wanted(), taken, there), editedHere);
        Conflict conflict = lost.isEmpty() ? null : conflict(Conflict.Cause.BOTH_CHANGED, lost, there);
        Pull pull = taken.isEmpty()
                ? null
                : new Pull(item.appointment().id(), item.appointment().version(), there, taken);
        return plan.with(conflict).pulling(pull);
    }

    /** Patches the given fields of what stands there; where that changes nothing, both sides agree without a request. */
    private Plan put(Action action, EventObject base, EventFields fields, Set<OwnedField> which) {
        EventObject patched = withClass(base.patched(fields, which, now));
        String ourSide = ourSide(patched, fields);
        String etag = item.seenEtag();
        if (patched.text().equals(base.text())) {
            return Plan.settle(item, action, version -> target().agreed(version, detail(), etag, base.text(), ourSide));
        }
        if (target().writes() >= MOST_WRITES && isWrittenAlready()) {
            return Plan.settle(item, Action.QUARANTINE, version -> target().quarantined("write_loop", version, etag));
        }
        String strong = item.strongEtag();
        Precondition precondition = strong == null ? new Precondition.None() : new Precondition.IfMatch(strong);
        Target asSeen = target().agreed(Target.NO_VERSION, sides.shownAs(), etag, base.text(), target().sent());
        Target prepared = item.seen() == null ? target() : asSeen;
        return Plan.write(
                item,
                action,
                false,
                version -> prepared.intending(intent(Intent.Kind.UPDATE), patched.text()),
                new Write.Put(Objects.requireNonNull(target().href()), patched.text(), ourSide, precondition));
    }

    private boolean isWrittenAlready() {
        Long written = target().writtenVersion();
        return written != null && written == item.appointment().version();
    }

    private EventObject withClass(EventObject event) {
        boolean busyNow = Rendering.isPrivate(detail());
        boolean busyBefore = target().baseDetail() == Detail.BUSY;
        return busyNow || busyBefore ? event.withClass(busyNow) : event;
    }

    private Plan delete(Action action) {
        Target target = target();
        Write.Delete delete = new Write.Delete(Objects.requireNonNull(target.href()), item.strongEtag(), nextUid());
        return Plan.write(
                item, action, false, version -> target.intending(intent(Intent.Kind.DELETE), target.sent()), delete);
    }

    private Plan deleteWithConflict() {
        return delete(Action.DELETE_WITH_CONFLICT)
                .with(conflict(
                        Conflict.Cause.LEFT_SCOPE,
                        sides.editedThere(),
                        sides.seen().fields()));
    }

    private Plan quarantine() {
        String reason = item.remote() == Remote.FOREIGN ? "href_taken" : Unreadable.code(item.unreadable());
        return Plan.settle(item, Action.QUARANTINE, version -> target().quarantined(
                        reason, item.inScope() ? version : Target.NO_VERSION, item.seenEtag()));
    }

    private Conflict conflict(Conflict.Cause cause, Set<OwnedField> fields, EventFields there) {
        return new Conflict(
                session.userId(), slot.bindingId(), item.appointment().id(), cause, fields, there, wanted);
    }

    /** The database's side of a base, where it is not the other side's text: NULL where it is. */
    private @Nullable String ourSide(EventObject there, EventFields fields) {
        EventObject ours = there.patched(fields, EnumSet.allOf(OwnedField.class), now);
        return ours == there ? null : ours.text();
    }

    private static EventFields taking(EventFields fields, Set<OwnedField> taken, EventFields from) {
        EventFields merged = fields;
        for (OwnedField field : taken) {
            merged = merged.with(field, from);
        }
        return merged;
    }

    private String nextUid() {
        return TargetUid.of(slot.bindingId(), item.appointment().id(), target().incarnation() + 1);
    }

    private Intent intent(Intent.Kind kind) {
        return new Intent(kind, session.lease().fence(), session.lease().expiresAt());
    }

    private Detail detail() {
        return slot.detail();
    }

    private Target target() {
        return Objects.requireNonNull(item.target());
    }
}
