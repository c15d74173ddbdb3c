package de.msbls.paliad.calendar.sync.chaos;

import de.msbls.paliad.calendar.testing.FirmData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The firm's own application: it makes, changes, moves and deletes appointments and teams, by SQL. */
final class Firm {

    private static final int APPOINTMENTS_OF_MATTER = 4;
    private static final int PERSONAL = 2;

    private static final String BOOK = """
            INSERT INTO paliad.appointments (title, location, starts_at, ends_at, time_zone, project_id, created_by)
            SELECT title, location, start, start + interval '1 hour', 'Europe/Berlin', project_id, created_by
            FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::uuid[], ?::uuid[])
                AS given (title, location, start, project_id, created_by)
            RETURNING id
            """;

    private final FirmData database;
    private final Names names;
    private final Tally tally;
    private final Draw draw;
    private final List<Office> offices = new ArrayList<>();

    /** A part of the firm whose lawyers all have their calendars on servers of the same kind. */
    record Office(
            List<UUID> lawyers,
            List<UUID> clients,
            List<UUID> matters,
            List<Seat> seats,
            List<UUID> appointments,
            int usualAppointments) {}

    /** A lawyer's place on a team. */
    record Seat(UUID node, UUID lawyer) {}

    Firm(FirmData database, Names names, Tally tally, Draw draw) {
        this.database = database;
        this.names = names;
        this.tally = tally;
        this.draw = draw;
    }

    // Before the storm

    /** An office of so many lawyers, with half as many matters of a few clients, and something to do for everyone. */
    Office found(int lawyers) {
        List<UUID> people = made("""
                INSERT INTO paliad.users (id, email, display_name)
                SELECT id, id || '@firm.test', 'Lawyer'
                FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, ?)) person
                RETURNING id
                """, lawyers);
        List<UUID> clients = new ArrayList<>();
        List<UUID> matters = new ArrayList<>();
        for (int i = 0; i < lawyers / 2 + 2; i++) {
            if (i % 5 == 0) {
                clients.add(database.project("client", null));
            }
            matters.add(database.project("litigation", draw.of(clients)));
        }
        int usual = matters.size() * APPOINTMENTS_OF_MATTER + lawyers * PERSONAL;
        Office office =
                new Office(people, clients, matters, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>(), usual);
        seatAll(office);
        bookAll(office);
        offices.add(office);
        return office;
    }

    /** A lawyer's own matter has the number that she has; she is on another team too, now and then on a whole client's. */
    private void seatAll(Office office) {
        List<Seat> seats = new ArrayList<>();
        List<String> roles = new ArrayList<>();
        for (int number = 0; number < office.lawyers().size(); number++) {
            UUID lawyer = office.lawyers().get(number);
            seats.add(new Seat(office.matters().get(number % office.matters().size()), lawyer));
            roles.add("lead");
            seats.add(new Seat(draw.of(draw.percent(5) ? office.clients() : office.matters()), lawyer));
            roles.add(role());
        }
        database.execute("""
                INSERT INTO paliad.project_teams (project_id, user_id, role)
                SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::text[])
                ON CONFLICT DO NOTHING
                """, array(seats, Seat::node), array(seats, Seat::lawyer), array(roles, role -> role));
        office.seats().addAll(seats);
    }

    private void bookAll(Office office) {
        List<UUID> creators = new ArrayList<>();
        List<@Nullable UUID> matters = new ArrayList<>();
        for (UUID matter : office.matters()) {
            for (int i = 0; i < APPOINTMENTS_OF_MATTER; i++) {
                creators.add(draw.of(office.lawyers()));
                matters.add(matter);
            }
        }
        for (UUID lawyer : office.lawyers()) {
            for (int i = 0; i < PERSONAL; i++) {
                creators.add(lawyer);
                matters.add(null);
            }
        }
        book(office, creators, matters);
    }

    private static <T> String[] array(List<T> all, Function<T, @Nullable Object> value) {
        return all.stream()
                .map(one -> {
                    Object found = value.apply(one);
                    return found == null ? null : found.toString();
                })
                .toArray(String[]::new);
    }

    private List<UUID> made(String sql, Object... values) {
        return database.query(sql, values).stream()
                .map(row -> (UUID) row.get("id"))
                .toList();
    }

    // In the storm

    Office anyOffice(Draw by) {
        return by.of(offices);
    }

    /** Somebody who sees that appointment, by whatever right. */
    Optional<UUID> insider(UUID appointment) {
        List<UUID> insiders = made("""
                SELECT team.user_id AS id
                FROM paliad.appointments appointment
                JOIN paliad.project_closure above ON above.descendant_id = appointment.project_id
                JOIN paliad.project_teams team ON team.project_id = above.ancestor_id
                WHERE appointment.id = ?
                UNION
                SELECT created_by FROM paliad.appointments WHERE id = ? AND project_id IS NULL
                ORDER BY 1
                """, appointment, appointment);
        return insiders.isEmpty()
                ? Optional.empty()
                : Optional.of(insiders.get(Math.floorMod(appointment.hashCode(), insiders.size())));
    }

    /** One of all that may come to the firm's mind. */
    void change() {
        Office office = anyOffice(draw);
        int chance = draw.below(100);
        if (office.appointments().size() < office.usualAppointments() || chance < 20) {
            book(office, draw.of(office.lawyers()), draw.of(office.matters()));
        } else if (chance < 28) {
            book(office, draw.of(office.lawyers()), null);
        } else if (chance < 55) {
            edit(draw.of(office.appointments()));
        } else if (chance < 70) {
            delete(office, draw.of(office.appointments()));
        } else if (chance < 80) {
            move(office, draw.of(office.appointments()));
        } else if (chance < 88) {
            join(office, draw.of(office.matters()), draw.of(office.lawyers()), role());
        } else if (chance < 95 && !office.seats().isEmpty()) {
            leave(office, draw.of(office.seats()));
        } else if (chance < 98 && !office.seats().isEmpty()) {
            change(draw.of(office.seats()));
        } else {
            moveMatter(draw.of(office.matters()), draw.of(office.clients()));
        }
    }

    private void book(Office office, UUID creator, @Nullable UUID matter) {
        book(office, List.of(creator), Collections.singletonList(matter));
    }

    private void book(Office office, List<UUID> creators, List<@Nullable UUID> matters) {
        List<UUID> booked = made(
                BOOK,
                array(creators, creator -> names.of("ours")),
                array(creators, creator -> names.of("room")),
                array(creators, creator -> names.time()),
                array(matters, matter -> matter),
                array(creators, creator -> creator));
        office.appointments().addAll(booked);
        tally.count("booked by the firm", creators.size());
    }

    private void edit(UUID appointment) {
        switch (draw.below(3)) {
            case 0 ->
                database.execute(
                        "UPDATE paliad.appointments SET title = ? WHERE id = ?", names.of("ours"), appointment);
            case 1 ->
                database.execute(
                        "UPDATE paliad.appointments SET location = ? WHERE id = ?", names.of("room"), appointment);
            default -> database.execute("""
                    UPDATE paliad.appointments
                    SET starts_at = time.start, ends_at = time.start + interval '1 hour'
                    FROM (SELECT ?::timestamptz AS start) time
                    WHERE id = ?
                    """, names.time().toString(), appointment);
        }
        tally.count("edited by the firm");
    }

    private void delete(Office office, UUID appointment) {
        database.execute("DELETE FROM paliad.appointments WHERE id = ?", appointment);
        office.appointments().remove(appointment);
        tally.count("deleted by the firm");
    }

    private void move(Office office, UUID appointment) {
        database.execute(
                "UPDATE paliad.appointments SET project_id = ? WHERE id = ?", draw.of(office.matters()), appointment);
        tally.count("moved by the firm");
    }

    private void join(Office office, UUID node, UUID lawyer, String role) {
        database.execute(
                "INSERT INTO paliad.project_teams (project_id, user_id, role) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                node,
                lawyer,
                role);
        office.seats().add(new Seat(node, lawyer));
        tally.count("seats taken");
    }

    private void leave(Office office, Seat seat) {
        database.execute(
                "DELETE FROM paliad.project_teams WHERE project_id = ? AND user_id = ?", seat.node(), seat.lawyer());
        office.seats().remove(seat);
        tally.count("seats left");
    }

    private void change(Seat seat) {
        database.execute(
                "UPDATE paliad.project_teams SET role = ? WHERE project_id = ? AND user_id = ?",
                role(),
                seat.node(),
                seat.lawyer());
        tally.count("roles changed");
    }

    private void moveMatter(UUID matter, UUID client) {
        database.execute("UPDATE paliad.projects SET parent_id = ? WHERE id = ?", client, matter);
        tally.count("matters moved");
    }

    private String role() {
        return draw.percent(25) ? "observer" : draw.percent(70) ? "member" : "lead";
    }
}
