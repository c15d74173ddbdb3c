package de.msbls.paliad.calendar.sync.item;

import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.caldav.Hrefs;
import de.msbls.paliad.calendar.caldav.Precondition;
import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.EventObject;
import de.msbls.paliad.calendar.ical.OwnedField;
import de.msbls.paliad.calendar.sync.decision.Action;
import de.msbls.paliad.calendar.sync.decision.Remote;
import de.msbls.paliad.calendar.sync.event.Conflict;
import de.msbls.paliad.calendar.sync.event.Pull;
import de.msbls.paliad.calendar.sync.event.Rendering;
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
    private final Instant now;

    /** @param wanted how the appointment should look there; NULL: it is out of scope */
    PlanLayout(Session session, Slot slot, Item item, @Nullable EventFields wanted, Instant now) {
        this.session = session;
        this.slot = slot;
        this.item = item;
        this.wanted = wanted;
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
        Target target = target();
        if (item.remote() == Remote.OURS_LANDED) {
            boolean current = wanted().differences(seen().fields()).isEmpty();
            Plan plan = Plan.settle(
                    item,
                    Action.ACCEPT,
                    version -> target.agreed(
                            current ? version : Target.NO_VERSION, detail(), item.seenEtag(), seen().text(), null));
            return current ? plan : plan.seenAgain();
        }
        String sent = differsFrom(lastSent()) ? lastSentText() : null;
        return Plan.settle(
                item, Action.ACCEPT, version -> target.agreed(version, detail(), item.seenEtag(), seen().text(), sent));
    }

    private boolean differsFrom(EventFields fields) {
        return !seen().fields().differences(fields).isEmpty();
    }

    private Plan create(@Nullable Target before) {
        Target target = before == null
                ? Target.firstOf(slot.bindingId(), item.appointment().id(), session.accountId())
                : before.baseVersion() == null ? before : before.removed(nextUid());
        EventObject event = EventObject.create(target.uid(), wanted(), Rendering.isPrivate(detail()), now);
        String href = slot.calendarPath() + target.uid() + ".ics";
        Target prepared = target.standingAt(href, Hrefs.key(href)).intending(intent(Intent.Kind.CREATE), event.text());
        Write.Put put = new Write.Put(href, event.text(), new Precondition.IfNoneMatch());
        return Plan.write(item, Action.CREATE, before == null, version -> prepared.written(version), put);
    }

    /** What stands there is ours: it becomes the base; where it is not what we want there, another tick writes it. */
    private Plan takeOver(Action action) {
        EventObject there = item.seen() == null ? EventObject.parse(baseText()) : seen();
        Set<OwnedField> differing = differing(wanted(), there.fields());
        boolean current = differing.isEmpty();
        Plan plan = Plan.settle(item, action, version -> target().agreed(
                        current ? version : Target.NO_VERSION, detail(), item.seenEtag(), there.text(), null));
        if (current) {
            return plan;
        }
        Set<OwnedField> lost = item.remote() == Remote.CHANGED ? lost(differing, there.fields()) : Set.of();
        Conflict conflict = lost.isEmpty() ? null : conflict(Conflict.Cause.BOTH_CHANGED, lost, there.fields());
        return plan.with(conflict).seenAgain();
    }

    /** The first generation wrote UTC throughout: another clock for the same time is nothing that anybody edited. */
    private Set<OwnedField> lost(Set<OwnedField> differing, EventFields there) {
        Set<OwnedField> lost = EnumSet.copyOf(differing);
        if (wanted().time().isAtTheSameTimeAs(there.time())) {
            lost.remove(OwnedField.TIME);
        }
        return lost;
    }

    private Plan update() {
        EventObject base = item.seen() == null ? EventObject.parse(baseText()) : seen();
        Set<OwnedField> edited = wanted().differences(lastSent());
        if (isBaseNotOurs()) {
            edited.removeIf(field ->
                    field != OwnedField.SUMMARY && !Rendering.pulled(detail()).contains(field));
        }
        return put(Action.UPDATE, base, wanted(), edited);
    }

    /** The base was taken from the server: what this binding does not send there is the user's own. */
    private boolean isBaseNotOurs() {
        Long version = target().baseVersion();
        return version != null && version == Target.NO_VERSION;
    }

    private Plan pull() {
        EventFields there = seen().fields();
        Set<OwnedField> taken = editedThere();
        EventFields merged = taking(lastSent(), taken, there);
        String sent = merged.differences(there).isEmpty()
                ? null
                : seen().patched(merged, EnumSet.allOf(OwnedField.class), now).text();
        Pull pull = new Pull(item.appointment().id(), item.appointment().version(), there, taken);
        return Plan.settle(item, Action.PULL, version -> target().agreed(
                                version, detail(), item.seenEtag(), seen().text(), sent))
                .pulling(pull);
    }

    private Plan restore() {
        Set<OwnedField> lost = editedThere();
        Set<OwnedField> ours = EnumSet.copyOf(lost);
        ours.addAll(wanted().differences(lastSent()));
        return put(Action.RESTORE, seen(), wanted(), ours)
                .with(conflict(Conflict.Cause.MAY_NOT_EDIT, lost, seen().fields()));
    }

    /** Three-way, by owned field: what only the user edited is taken, what both edited stays the database's (DESIGN §6). */
    private Plan merge() {
        EventFields there = seen().fields();
        Set<OwnedField> editedHere = wanted().differences(lastSent());
        Set<OwnedField> editedThere = editedThere();
        Set<OwnedField> taken = EnumSet.copyOf(editedThere);
        taken.removeAll(editedHere);
        Set<OwnedField> lost = EnumSet.copyOf(editedThere);
        lost.retainAll(editedHere);
        lost.retainAll(wanted().differences(there));
        Plan plan = put(Action.MERGE, seen(), taking(wanted(), taken, there), editedHere);
        Conflict conflict = lost.isEmpty() ? null : conflict(Conflict.Cause.BOTH_CHANGED, lost, there);
        Pull pull = taken.isEmpty()
                ? null
                : new Pull(item.appointment().id(), item.appointment().version(), there, taken);
        return plan.with(conflict).pulling(pull);
    }

    /** Patches the given fields of what stands there; where that changes nothing, both sides agree without a request. */
    private Plan put(Action action, EventObject base, EventFields fields, Set<OwnedField> which) {
        EventObject patched = withClass(base.patched(fields, which, now));
        String etag = item.seenEtag();
        if (patched.text().equals(base.text())) {
            return Plan.settle(item, action, version -> target().agreed(version, detail(), etag, base.text(), null));
        }
        if (target().writes() >= MOST_WRITES && isWrittenAlready()) {
            return Plan.settle(item, Action.QUARANTINE, version -> target().quarantined("write_loop", version, etag));
        }
        Precondition precondition =
                etag != null && ItemObserver.isStrong(etag) ? new Precondition.IfMatch(etag) : new Precondition.None();
        Target asSeen = target().agreed(Target.NO_VERSION, detail(), etag, base.text(), target().sent());
        Target prepared = item.seen() == null ? target() : asSeen;
        return Plan.write(
                item,
                action,
                false,
                version -> prepared.intending(intent(Intent.Kind.UPDATE), patched.text())
                        .written(version),
                new Write.Put(Objects.requireNonNull(target().href()), patched.text(), precondition));
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
        Write.Delete delete = new Write.Delete(Objects.requireNonNull(target.href()), item.seenEtag(), nextUid());
        return Plan.write(
                item, action, false, version -> target.intending(intent(Intent.Kind.DELETE), target.sent()), delete);
    }

    private Plan deleteWithConflict() {
        return delete(Action.DELETE_WITH_CONFLICT)
                .with(conflict(Conflict.Cause.LEFT_SCOPE, editedThere(), seen().fields()));
    }

    private Plan quarantine() {
        String reason = item.remote() == Remote.FOREIGN ? "href_taken" : "unreadable";
        return Plan.settle(item, Action.QUARANTINE, version -> target().quarantined(reason, version, item.seenEtag()));
    }

    private Conflict conflict(Conflict.Cause cause, Set<OwnedField> fields, EventFields there) {
        return new Conflict(
                session.userId(), slot.bindingId(), item.appointment().id(), cause, fields, there, wanted);
    }

    private Set<OwnedField> editedThere() {
        return differing(seen().fields(), EventObject.parse(baseText()).fields());
    }

    /** The fields that differ, of those that this binding pulls. */
    private Set<OwnedField> differing(EventFields one, EventFields other) {
        Set<OwnedField> fields = one.differences(other);
        fields.retainAll(Rendering.pulled(detail()));
        return fields;
    }

    /** The database's side of the base: what was rendered when both sides last agreed. */
    private EventFields lastSent() {
        return EventObject.parse(lastSentText()).fields();
    }

    private String lastSentText() {
        String sent = target().sent();
        return sent == null || target().intent() != null ? baseText() : sent;
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

    private EventFields wanted() {
        return Objects.requireNonNull(wanted);
    }

    private EventObject seen() {
        return Objects.requireNonNull(item.seen());
    }

    private String baseText() {
        return Objects.requireNonNull(target().stored());
    }
}
