package de.msbls.paliad.calendar.sync.kill;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A lawyer's appointments in the database and in her calendars: changed at random on both sides, and remembered, so that
 * it can be told what may stand where.
 */
final class BothSides {

    private final FirmDatabase firm;
    private final Random random;
    private final UUID lawyer;
    private final UUID matter;
    private final List<Bound> calendars = new ArrayList<>();
    private final Set<UUID> alive = new HashSet<>();
    private final Map<Edit, String> editsThere = new HashMap<>();
    private final Set<Copy> deletedThere = new HashSet<>();
    private int names;

    /** One of her calendars, and what else stands in it. */
    record Bound(UUID binding, RemoteCalendar calendar, boolean everything, Map<String, String> foreign) {}

    /** One appointment in one of her calendars. */
    record Copy(UUID binding, UUID appointment) {}

    /** What her other client wrote last. */
    record Edit(Copy copy, String property) {}

    BothSides(FirmDatabase firm, UUID lawyer, UUID matter, Random random) {
        this.firm = firm;
        this.lawyer = lawyer;
        this.matter = matter;
        this.random = random;
        rememberVersions();
    }

    /** Every title and place that an appointment has ever had. */
    private void rememberVersions() {
        firm.run("CREATE TABLE public.versions (appointment_id uuid, value text)");
        firm.run("""
                CREATE FUNCTION public.remember() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO public.versions VALUES (NEW.id, NEW.title), (NEW.id, NEW.location);
                    RETURN NULL;
                END
                $$""");
        firm.run("""
                CREATE TRIGGER remember AFTER INSERT OR UPDATE ON paliad.appointments
                FOR EACH ROW EXECUTE FUNCTION public.remember()""");
    }

    void bound(UUID binding, RemoteCalendar calendar, boolean everything) {
        Bound bound = new Bound(binding, calendar, everything, new TreeMap<>());
        calendars.add(bound);
        addForeign(bound);
        addForeign(bound);
    }

    // Changes, while no service runs

    /** Whatever it takes that such a request is due, and a little more. */
    void changeTowards(Shot shot) {
        while (alive.size() < 20) {
            create();
        }
        for (int i = 0; i < shot.nth(); i++) {
            switch (shot.kind()) {
                case CREATE -> create();
                case UPDATE -> editHere();
                case DELETE -> deleteHere();
                case PROPFIND -> addForeign(anyOf(calendars));
                case REPORT -> editThere(anyOf(calendars));
            }
        }
        for (int more = random.nextInt(4); more > 0; more--) {
            changeAnything();
        }
    }

    private void changeAnything() {
        switch (random.nextInt(8)) {
            case 0, 1 -> create();
            case 2, 3 -> editHere();
            case 4 -> deleteHere();
            case 5, 6 -> editThere(anyOf(calendars));
            default -> deleteThere(anyOf(calendars));
        }
    }

    void create() {
        alive.add(firm.value(
                """
                INSERT INTO paliad.appointments
                    (title, location, starts_at, ends_at, time_zone, project_id, created_by)
                SELECT ?, ?, start, start + interval '1 hour', 'Europe/Berlin', ?, ?
                FROM (SELECT timestamptz '2027-03-01T09:00Z' + ? * interval '1 day' AS start) day
                RETURNING id
                """, name("ours"), name("room"), random.nextInt(3) == 0 ? null : matter, lawyer, random.nextInt(300)));
    }

    private void editHere() {
        UUID appointment = anyOf(alive);
        if (random.nextBoolean()) {
            firm.run("UPDATE paliad.appointments SET title = ? WHERE id = ?", name("ours"), appointment);
        } else {
            firm.run("""
                    UPDATE paliad.appointments
                    SET starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day'
                    WHERE id = ?
                    """, appointment);
        }
    }

    private void deleteHere() {
        UUID appointment = anyOf(alive);
        firm.run("DELETE FROM paliad.appointments WHERE id = ?", appointment);
        alive.remove(appointment);
    }

    private void editThere(Bound bound) {
        Map<String, UUID> ours = standing(bound);
        if (ours.isEmpty()) {
            return;
        }
        String href = anyOf(ours.keySet());
        String property = random.nextBoolean() ? "SUMMARY" : "LOCATION";
        String value = name("theirs");
        String ics = bound.calendar().get(href).orElseThrow();
        bound.calendar().put(href, ics.replaceAll("(?m)^" + property + ":[^\r\n]*", property + ":" + value));
        editsThere.put(new Edit(new Copy(bound.binding(), ours.get(href)), property), value);
    }

    /** An edit that she throws away herself is nobody's loss. */
    private void deleteThere(Bound bound) {
        Map<String, UUID> ours = standing(bound);
        if (ours.isEmpty()) {
            return;
        }
        String href = anyOf(ours.keySet());
        bound.calendar().delete(href);
        Copy copy = new Copy(bound.binding(), ours.get(href));
        deletedThere.add(copy);
        editsThere.keySet().removeIf(edit -> edit.copy().equals(copy));
    }

    private void addForeign(Bound bound) {
        String href = bound.calendar().path() + name("foreign") + ".ics";
        String ics = String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//A phone//EN",
                "BEGIN:VEVENT",
                "UID:" + name("own"),
                "DTSTAMP:20270101T000000Z",
                "DTSTART:20270301T090000Z",
                "DTEND:20270301T100000Z",
                "SUMMARY:Dentist",
                "END:VEVENT",
                "END:VCALENDAR",
                "");
        bound.calendar().put(href, ics);
        bound.foreign().put(href, ics);
    }

    /** Our objects in that calendar, as the service's records name them: their appointments, by href. */
    private Map<String, UUID> standing(Bound bound) {
        Set<String> listed = Set.copyOf(bound.calendar().list());
        Map<String, UUID> standing = new TreeMap<>();
        firm.rows("""
                SELECT href, appointment_id FROM paliad.appointment_caldav_targets
                WHERE binding_id = ? AND href IS NOT NULL
                """, bound.binding()).stream()
                .filter(row -> listed.contains((String) row.get("href")))
                .forEach(row -> standing.put((String) row.get("href"), (UUID) row.get("appointment_id")));
        return standing;
    }

    private String name(String whose) {
        return whose + "-" + ++names;
    }

    private <T> T anyOf(Collection<T> all) {
        return all.stream()
                .sorted(Comparator.comparing(Object::toString))
                .toList()
                .get(random.nextInt(all.size()));
    }

    // What is remembered

    List<Bound> calendars() {
        return calendars;
    }

    Set<UUID> alive() {
        return alive;
    }

    Set<Copy> deletedThere() {
        return deletedThere;
    }

    /** Each by its unique value; the caller forgets those that she has found. */
    Map<Edit, String> editsThere() {
        return editsThere;
    }
}
