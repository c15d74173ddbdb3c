package de.msbls.paliad.calendar.sync.chaos;

import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.sync.chaos.Chronicle.Copy;
import de.msbls.paliad.calendar.sync.chaos.Diary.Sheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The lawyers' other clients: they change and delete what stands in calendars and add to it. A client reads before it writes,
 * and writes over nothing that it has not read; so it is known what each edit replaced.
 */
final class Clients {

    /** What she may not edit is put back; the same version again and again would be held for a fight of two programs. */
    private static final int MOST_VAIN_EDITS = 1;

    private final Chronicle chronicle;
    private final Names names;
    private final Tally tally;
    private final Draw draw;
    private final List<List<Bound>> offices = new ArrayList<>();
    private final Map<Place, Edit> last = new HashMap<>();
    private final Map<Edit, Writing> lasting = new HashMap<>();
    private final List<Edit> edits = new ArrayList<>();
    private final Set<Copy> deleted = new HashSet<>();
    private final Map<Copy, Integer> vain = new HashMap<>();

    /** A field of an appointment in one calendar. */
    record Place(Copy copy, Field field) {}

    /**
     * What somebody wrote there.
     *
     * @param replaced what she had read there; what she had written herself a moment ago counts for what that had replaced
     */
    record Edit(Place place, String value, Set<String> replaced) {}

    /** Where, and within which time, an edit was sent and answered. */
    record Writing(Diary diary, String href, Instant since, Instant until) {

        boolean mayBeLostByTheServer() {
            return diary.mayHaveLost(href, since, until);
        }
    }

    Clients(Chronicle chronicle, Names names, Tally tally, Draw draw) {
        this.chronicle = chronicle;
        this.names = names;
        this.tally = tally;
        this.draw = draw;
    }

    /** These too; events of the lawyer's own are added to each calendar. */
    void open(List<Bound> calendars) {
        offices.add(calendars);
        calendars.forEach(this::addOwn);
    }

    /** One client does something. */
    void act() {
        Bound bound = draw.of(draw.of(offices));
        int chance = draw.below(100);
        if (chance < 15) {
            addOwn(bound);
        } else {
            readOurs(bound).ifPresent(sheet -> touch(bound, sheet, chance));
        }
    }

    private Optional<Sheet> readOurs(Bound bound) {
        List<String> ours = bound.diary().hrefs().stream()
                .filter(href -> !bound.foreign().containsKey(href))
                .toList();
        return ours.isEmpty() ? Optional.empty() : bound.diary().read(draw.of(ours));
    }

    private void touch(Bound bound, Sheet sheet, int chance) {
        String uid = Events.line(sheet.text(), "UID");
        Copy copy = chronicle.copy(uid).orElseThrow(() -> new AssertionError("nobody has sent " + uid));
        if (!copy.binding().equals(bound.binding())) {
            throw new AssertionError(uid + " of " + copy + " stands in the calendar of " + bound.binding());
        }
        if (chance < 28) {
            delete(bound, sheet, copy);
        } else if (chance < 38) {
            annotate(bound, sheet);
        } else {
            edit(bound, sheet, copy);
        }
    }

    private void edit(Bound bound, Sheet sheet, Copy copy) {
        if (!chronicle.mayEdit(copy) && vain.merge(copy, 1, Integer::sum) > MOST_VAIN_EDITS) {
            return;
        }
        Field field = draw.of(List.of(Field.values()));
        String value = field == Field.TIME ? names.time().toString() : names.of("theirs");
        String text = Events.unfolded(sheet.text());
        Place place = new Place(copy, field);
        Edit edit = new Edit(place, value, replaced(place, field.in(text)));
        edits.add(edit);
        Instant since = Instant.now();
        if (bound.diary().replace(sheet, field.written(text, value))) {
            forgetWhatShe(text, place);
            last.put(place, edit);
            lasting.put(edit, new Writing(bound.diary(), sheet.href(), since, Instant.now()));
            tally.count("edited in a calendar");
        } else {
            tally.count("overtaken in a calendar");
        }
    }

    private Set<String> replaced(Place place, String read) {
        Set<String> replaced = new HashSet<>(Set.of(read));
        Edit before = last.get(place);
        if (before != null && before.value().equals(read)) {
            replaced.addAll(before.replaced());
        }
        return replaced;
    }

    /** What she has written herself, and now writes over or throws away, is nobody's loss. */
    private void forgetWhatShe(String read, Place place) {
        Edit before = last.get(place);
        if (before != null && before.value().equals(place.field().in(read))) {
            lasting.remove(before);
        }
    }

    private void annotate(Bound bound, Sheet sheet) {
        if (bound.diary().replace(sheet, Events.with(Events.unfolded(sheet.text()), "X-MINE:" + names.of("note")))) {
            tally.count("annotated in a calendar");
        }
    }

    private void delete(Bound bound, Sheet sheet, Copy copy) {
        deleted.add(copy);
        if (bound.diary().delete(sheet)) {
            String text = Events.unfolded(sheet.text());
            List.of(Field.values()).forEach(field -> forgetWhatShe(text, new Place(copy, field)));
            tally.count("deleted in a calendar");
        }
    }

    private void addOwn(Bound bound) {
        String href = bound.diary().path() + names.of("foreign") + ".ics";
        String text = Events.foreign("Dentist");
        bound.foreign().put(href, text);
        bound.foreign().put(href, bound.diary().add(href, text));
        tally.count("added to a calendar");
    }

    // What they remember

    List<Bound> calendars() {
        return offices.stream().flatMap(List::stream).toList();
    }

    /** All that were tried, also where it is not known whether the server has them. */
    List<Edit> edits() {
        return edits;
    }

    /** Those that must be found again, and how they were sent. */
    Map<Edit, Writing> lasting() {
        return lasting;
    }

    boolean hasDeleted(UUID binding, UUID appointment) {
        return deleted.contains(new Copy(binding, appointment));
    }
}
