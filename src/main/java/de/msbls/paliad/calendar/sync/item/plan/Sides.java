package de.msbls.paliad.calendar.sync.item.plan;

import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.EventObject;
import de.msbls.paliad.calendar.ical.OwnedField;
import de.msbls.paliad.calendar.sync.event.Rendering;
import de.msbls.paliad.calendar.sync.item.observe.Item;
import de.msbls.paliad.calendar.sync.target.Target;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What either side of one item has, and what each has edited since both last agreed, by owned field. */
final class Sides {

    private final Item item;
    private final @Nullable EventFields wanted;
    private final Detail detail;

    Sides(Item item, @Nullable EventFields wanted, Detail detail) {
        this.item = item;
        this.wanted = wanted;
        this.detail = detail;
    }

    EventFields wanted() {
        return Objects.requireNonNull(wanted);
    }

    EventObject seen() {
        return Objects.requireNonNull(item.seen());
    }

    /** What stands there: as it was seen, else as both last agreed on it. */
    EventObject there() {
        return item.seen() == null ? EventObject.parse(baseText()) : item.seen();
    }

    /** Against the base; where none was recorded, against what a cut-off create sent; else all of it counts. */
    Set<OwnedField> editedThere() {
        Set<OwnedField> edited = Rendering.editable(detail, target().baseDetail());
        String stored = target().stored();
        String base = stored == null ? target().sent() : stored;
        if (base != null) {
            edited.retainAll(seen().fields().differences(EventObject.parse(base).fields()));
        }
        return edited;
    }

    Set<OwnedField> editedHere() {
        Set<OwnedField> edited = wanted().differences(lastSent());
        edited.retainAll(ours());
        return edited;
    }

    Set<OwnedField> toWrite(EventObject there) {
        Set<OwnedField> differing = wanted().differences(there.fields());
        differing.retainAll(ours());
        return differing;
    }

    /** What this binding sends, or sent before its detail was changed: the rest there is the user's own. */
    private Set<OwnedField> ours() {
        Set<OwnedField> ours = Rendering.sent(detail);
        ours.addAll(Rendering.sent(shownAs()));
        return ours;
    }

    /** The first generation sent all. */
    Detail shownAs() {
        Detail before = target().baseDetail();
        return before == null ? Detail.FULL : before;
    }

    /** The database's side of the base: what was rendered when both sides last agreed. */
    EventFields lastSent() {
        return EventObject.parse(lastSentText()).fields();
    }

    String lastSentText() {
        String sent = target().sent();
        return sent == null || target().intent() != null ? baseText() : sent;
    }

    private Target target() {
        return Objects.requireNonNull(item.target());
    }

    private String baseText() {
        return Objects.requireNonNull(target().stored());
    }
}
