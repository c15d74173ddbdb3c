package de.msbls.paliad.calendar.database;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import de.msbls.paliad.calendar.testing.SqlFailure;
import de.msbls.paliad.calendar.testing.SqlSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

class ConcurrentWritersTest {

    private static final int WRITERS = 4;
    private static final int STATEMENTS = 150;

    /** What a circle, a node with children, a parent just deleted, and a colleague already on the team answer. */
    private static final List<String> REFUSALS = List.of("23514", "23503", "23505");

    @OnEveryPostgres
    void theFirmsWritersNeverMeetADeadlock(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        UUID account = firm.connection(anna);
        UUID binding = firm.binding(anna, "all_visible", null);
        List<UUID> projects = new ArrayList<>();
        List<UUID> appointments = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            projects.add(firm.client("Client " + i));
            appointments.add(firm.appointment(projects.get(i), anna, "Appointment " + i));
            firm.activeTarget(binding, appointments.get(i), account);
        }
        long seed = new Random().nextLong();
        List<Runnable> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seed + i);
            writers.add(() -> write(firm, random, anna, projects, appointments));
        }
        try (Race race = new Race()) {
            race.together(writers);
        }
        assertThat(Closure.faults(firm)).as("seed " + seed).isEmpty();
    }

    private static void write(
            FirmDatabase firm, Random random, UUID user, List<UUID> projects, List<UUID> appointments) {
        try (SqlSession session = firm.anotherSession()) {
            for (int i = 0; i < STATEMENTS; i++) {
                UUID project = projects.get(random.nextInt(projects.size()));
                UUID other = projects.get(random.nextInt(projects.size()));
                UUID appointment = appointments.get(random.nextInt(appointments.size()));
                try {
                    statement(session, random.nextInt(8), project, other, appointment, user);
                } catch (SqlFailure failure) {
                    assertThat(failure.state()).as(failure.getMessage()).isIn(REFUSALS);
                }
            }
        }
    }

    private static void statement(
            SqlSession session, int which, UUID project, UUID other, UUID appointment, UUID user) {
        switch (which) {
            case 0 -> session.run("UPDATE paliad.appointments SET title = title || '.' WHERE id = ?", appointment);
            case 1 ->
                session.run(
                        "INSERT INTO paliad.appointments (title, project_id, created_by) VALUES ('New', ?, ?)",
                        project,
                        user);
            case 2 -> session.run("DELETE FROM paliad.appointments WHERE id = ?", appointment);
            case 3 ->
                session.run("INSERT INTO paliad.project_teams (project_id, user_id) VALUES (?, ?)", project, user);
            case 4 -> session.run("DELETE FROM paliad.project_teams WHERE project_id = ?", project);
            case 5 ->
                session.run(
                        "INSERT INTO paliad.projects (parent_id, kind, title) VALUES (?, 'project', 'New')", project);
            case 6 -> session.run("UPDATE paliad.projects SET parent_id = ? WHERE id = ?", other, project);
            default -> session.run("DELETE FROM paliad.projects WHERE id = ?", project);
        }
    }
}
