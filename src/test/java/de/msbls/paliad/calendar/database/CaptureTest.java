package de.msbls.paliad.calendar.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import de.msbls.paliad.calendar.testing.SqlFailure;
import de.msbls.paliad.calendar.testing.SqlSession;
import java.util.List;
import java.util.UUID;

class CaptureTest {

    private record Change(String kind, UUID subject, UUID oldProject, UUID newProject, UUID oldUser, UUID newUser) {}

    @OnEveryPostgres
    void anAppointmentIsCapturedWithItsProjectAndCreatorBeforeAndAfter(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        UUID ben = firm.user("Ben");
        UUID acme = firm.client("Acme");
        UUID globex = firm.client("Globex");

        UUID hearing = firm.appointment(acme, anna, "Hearing");
        assertThat(captured(firm)).containsExactly(new Change("appointment", hearing, null, acme, null, anna));
        firm.run("UPDATE paliad.appointments SET title = 'Moved' WHERE id = ?", hearing);
        assertThat(captured(firm)).containsExactly(new Change("appointment", hearing, acme, acme, anna, anna));
        firm.run("UPDATE paliad.appointments SET project_id = ? WHERE id = ?", globex, hearing);
        assertThat(captured(firm)).containsExactly(new Change("appointment", hearing, acme, globex, anna, anna));
        firm.run("UPDATE paliad.appointments SET project_id = NULL, created_by = ? WHERE id = ?", ben, hearing);
        assertThat(captured(firm)).containsExactly(new Change("appointment", hearing, globex, null, anna, ben));
        firm.run("DELETE FROM paliad.appointments WHERE id = ?", hearing);
        assertThat(captured(firm)).containsExactly(new Change("appointment", hearing, null, null, ben, null));
    }

    @OnEveryPostgres
    void whatNoCalendarShowsIsNotCaptured(FirmDatabase firm) {
        UUID hearing = firm.appointment(firm.client("Acme"), firm.user("Anna"), "Hearing");
        captured(firm);
        firm.run("""
                UPDATE paliad.appointments
                SET appointment_type = 'hearing', caldav_uid = 'u', caldav_etag = 'e', updated_at = now(), version = 7
                WHERE id = ?
                """, hearing);
        firm.run("UPDATE paliad.projects SET title = 'Acme Inc.'");
        assertThat(captured(firm)).isEmpty();
    }

    @OnEveryPostgres
    void teamsAreCapturedByProjectAndUser(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        UUID ben = firm.user("Ben");
        UUID acme = firm.client("Acme");

        firm.member(acme, anna);
        assertThat(captured(firm)).containsExactly(new Change("team", acme, null, null, null, anna));
        firm.run("UPDATE paliad.project_teams SET user_id = ?", ben);
        assertThat(captured(firm))
                .containsExactly(
                        new Change("team", acme, null, null, anna, null),
                        new Change("team", acme, null, null, null, ben));
        firm.run("DELETE FROM paliad.users WHERE id = ?", ben);
        assertThat(captured(firm)).containsExactly(new Change("team", acme, null, null, ben, null));
    }

    @OnEveryPostgres
    void projectsAreCapturedWhenTheyMoveChangeKindOrGo(FirmDatabase firm) {
        UUID acme = firm.client("Acme");
        UUID globex = firm.client("Globex");
        UUID dispute = firm.litigation(acme, "Dispute");
        assertThat(captured(firm)).isEmpty();

        firm.run("UPDATE paliad.projects SET parent_id = ? WHERE id = ?", globex, dispute);
        assertThat(captured(firm)).containsExactly(new Change("project", dispute, acme, globex, null, null));
        firm.run("UPDATE paliad.projects SET kind = 'project' WHERE id = ?", dispute);
        assertThat(captured(firm)).containsExactly(new Change("project", dispute, globex, globex, null, null));
        firm.run("DELETE FROM paliad.projects WHERE id = ?", dispute);
        assertThat(captured(firm)).containsExactly(new Change("project", dispute, globex, null, null, null));
    }

    @OnEveryPostgres
    void bindingsAreCapturedForWhatTheirCalendarHolds(FirmDatabase firm) {
        UUID binding = firm.binding(firm.user("Anna"), "all_visible", null);
        assertThat(captured(firm)).containsExactly(new Change("binding", binding, null, null, null, null));
        for (String change : List.of(
                "scope_kind = 'client', scope_id = gen_random_uuid()",
                "include_personal = true",
                "detail = 'busy'",
                "enabled = false",
                "calendar_path = '/b/', calendar_key = '/b/'")) {
            firm.run("UPDATE paliad.user_calendar_bindings SET " + change);
            assertThat(captured(firm))
                    .as(change)
                    .containsExactly(new Change("binding", binding, null, null, null, null));
        }
        firm.run("UPDATE paliad.user_calendar_bindings SET display_name = 'Acme', version = 9");
        assertThat(captured(firm)).isEmpty();
    }

    @OnEveryPostgres
    void theWritersRollbackTakesTheCaptureBack(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        firm.begin();
        firm.personalAppointment(anna, "Dentist");
        firm.rollback();
        assertThat(captured(firm)).isEmpty();
    }

    @OnEveryPostgres
    void aRoleThatMayWriteTheFirmsTablesNeedsNoRightOnOurs(FirmDatabase firm) {
        String role = "clerk_" + UUID.randomUUID().toString().replace("-", "");
        firm.run("CREATE ROLE " + role);
        try (SqlSession clerk = firm.anotherSession()) {
            firm.run("GRANT USAGE ON SCHEMA paliad TO " + role);
            firm.run("""
                    GRANT SELECT, INSERT, UPDATE, DELETE
                    ON paliad.users, paliad.projects, paliad.project_teams, paliad.appointments TO \
                    """ + role);
            UUID anna = firm.user("Anna");
            UUID account = firm.connection(anna);
            UUID binding = firm.binding(anna, "all_visible", null);
            clerk.run("SET ROLE " + role);
            assertThatThrownBy(() -> clerk.count("captured_changes"))
                    .isInstanceOfSatisfying(SqlFailure.class, refused -> assertThat(refused.state())
                            .isEqualTo("42501"));

            UUID acme = clerk.value("INSERT INTO paliad.projects (kind, title) VALUES ('client', '') RETURNING id");
            UUID dispute = clerk.value(
                    "INSERT INTO paliad.projects (parent_id, kind, title) VALUES (?, 'litigation', '') RETURNING id",
                    acme);
            clerk.run("UPDATE paliad.projects SET parent_id = NULL WHERE id = ?", dispute);
            clerk.run("INSERT INTO paliad.project_teams (project_id, user_id) VALUES (?, ?)", dispute, anna);
            UUID hearing = clerk.value(
                    "INSERT INTO paliad.appointments (title, project_id, created_by) VALUES ('', ?, ?) RETURNING id",
                    dispute,
                    anna);
            clerk.run("UPDATE paliad.appointments SET title = 'Hearing'");
            firm.activeTarget(binding, hearing, account);
            clerk.run("DELETE FROM paliad.projects");
            clerk.run("DELETE FROM paliad.users");

            assertThat(firm.<String>values("SELECT kind FROM paliad.captured_changes ORDER BY id"))
                    .containsExactlyInAnyOrder(
                            "binding",
                            "project",
                            "team",
                            "appointment",
                            "appointment", // what the clerk wrote
                            "project",
                            "project",
                            "team",
                            "appointment",
                            "account"); // what her deletes took along
            assertThat(firm.count("project_closure")).isZero();
            assertThat(firm.count("caldav_tombstones")).isEqualTo(1);
            assertThat(firm.count("retired_caldav_accounts")).isEqualTo(1);
        } finally {
            firm.run("DROP OWNED BY " + role);
            firm.run("DROP ROLE " + role);
        }
    }

    @OnEveryPostgres
    void nobodyElseHangsOurFunctionsOnATableOfTheirOwn(FirmDatabase firm) {
        assertThat(firm.<String>values("""
                        SELECT proname::text FROM pg_proc
                        WHERE pronamespace = 'paliad'::regnamespace AND prosecdef
                          AND has_function_privilege('public', oid, 'EXECUTE')
                        """)).isEmpty();
    }

    /** What was captured since the last call. */
    private static List<Change> captured(FirmDatabase firm) {
        return firm.rows("""
                        WITH taken AS (DELETE FROM paliad.captured_changes RETURNING *)
                        SELECT * FROM taken ORDER BY id
                        """).stream()
                .map(row -> new Change(
                        (String) row.get("kind"),
                        (UUID) row.get(
                                switch ((String) row.get("kind")) {
                                    case "appointment" -> "appointment_id";
                                    case "binding" -> "binding_id";
                                    case "account" -> "account_id";
                                    default -> "project_id";
                                }),
                        (UUID) row.get("old_project_id"),
                        (UUID) row.get("new_project_id"),
                        (UUID) row.get("old_user_id"),
                        (UUID) row.get("new_user_id")))
                .toList();
    }
}
