package de.msbls.paliad.calendar.database;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class TombstoneTest {

    /** Anna's calendar of all that she can see, with one hearing of Acme's in it. */
    private record Desk(
            FirmDatabase firm, UUID anna, UUID account, UUID binding, UUID acme, UUID hearing, UUID target) {

        static Desk of(FirmDatabase firm) {
            UUID anna = firm.user("Anna");
            UUID clerk = firm.user("Clerk");
            UUID acme = firm.client("Acme");
            firm.member(acme, anna);
            UUID hearing = firm.appointment(acme, clerk, "Hearing");
            UUID account = firm.connection(anna);
            UUID binding = firm.binding(anna, "all_visible", null);
            UUID target = firm.activeTarget(binding, hearing, account);
            return new Desk(firm, anna, account, binding, acme, hearing, target);
        }

        List<Map<String, Object>> tombstones() {
            return firm.rows("""
                    SELECT account_id, binding_id, appointment_id, target_id, href, uid, etag, intent, intent_until,
                           encode(sent, 'escape') AS sent, encode(stored, 'escape') AS stored
                    FROM paliad.caldav_tombstones
                    """);
        }

        Map<String, Object> object() {
            return firm.rows("""
                            SELECT account_id, binding_id, appointment_id, target.id AS target_id, href, uid, etag, intent,
                                   intent_until, encode(sent, 'escape') AS sent, encode(stored, 'escape') AS stored
                            FROM paliad.appointment_caldav_targets target
                            LEFT JOIN paliad.caldav_target_objects object ON object.target_id = target.id
                            WHERE target.id = ?
                            """, target).get(0);
        }
    }

    @OnEveryPostgres
    void aDeletedAppointmentLeavesAllThatItsRemovalNeeds(FirmDatabase firm) {
        Desk desk = Desk.of(firm);
        firm.run("""
                UPDATE paliad.appointment_caldav_targets
                SET intent = 'update', intent_fence = 3, intent_until = '2026-12-01T09:00Z'
                """);
        Map<String, Object> object = desk.object();
        firm.run("DELETE FROM paliad.appointments WHERE id = ?", desk.hearing());
        assertThat(firm.count("appointment_caldav_targets")).isZero();
        assertThat(desk.tombstones()).containsExactly(object);
    }

    @OnEveryPostgres
    void aDeletedProjectLeavesThemToo(FirmDatabase firm) {
        Desk desk = Desk.of(firm);
        Map<String, Object> object = desk.object();
        firm.run("DELETE FROM paliad.projects WHERE id = ?", desk.acme());
        assertThat(firm.count("appointments")).isZero();
        assertThat(desk.tombstones()).containsExactly(object);
    }

    @OnEveryPostgres
    void aDeletedUserLeavesThemAndTheAccountToReachTheServerBy(FirmDatabase firm) {
        Desk desk = Desk.of(firm);
        Map<String, Object> object = desk.object();
        firm.run("UPDATE paliad.user_caldav_config SET home_url = 'https://home.example/anna/'");
        firm.run("DELETE FROM paliad.users WHERE id = ?", desk.anna());
        assertThat(firm.count("user_calendar_bindings")).isZero();
        assertThat(firm.count("appointments")).as("the clerk's").isEqualTo(1);
        assertThat(desk.tombstones()).containsExactly(object);
        assertThat(firm.rows("SELECT * FROM paliad.retired_caldav_accounts"))
                .singleElement()
                .satisfies(account -> assertThat(account)
                        .containsEntry("account_id", desk.account())
                        .containsEntry("user_id", desk.anna())
                        .containsEntry("server_url", "https://calendar.example/")
                        .containsEntry("username", "anna")
                        .containsEntry("password_encrypted", "sealed".getBytes())
                        .containsEntry("data_key", "wrapped".getBytes())
                        .containsEntry("home_url", "https://home.example/anna/"));
        assertThat(firm.count("caldav_leases")).as("still to be worked on").isEqualTo(1);
    }

    @OnEveryPostgres
    void aDeletedBindingLeavesThemAndItsLog(FirmDatabase firm) {
        Desk desk = Desk.of(firm);
        firm.run(
                "INSERT INTO paliad.caldav_target_objects (target_id, sent, stored) VALUES (?, 'sealed', 'sealed too')",
                desk.target());
        Map<String, Object> object = desk.object();
        firm.run("INSERT INTO paliad.pending_appointments VALUES (?, ?, 1)", desk.binding(), desk.hearing());
        firm.run("INSERT INTO paliad.caldav_sync_log (user_id, binding_id) VALUES (?, ?)", desk.anna(), desk.binding());
        firm.run("""
                INSERT INTO paliad.caldav_conflicts (user_id, binding_id, appointment_id, cause, fields, remote, database)
                VALUES (?, ?, ?, 'both_changed', '{title}', '{}', '{}')
                """, desk.anna(), desk.binding(), desk.hearing());

        firm.run("DELETE FROM paliad.user_calendar_bindings WHERE id = ?", desk.binding());

        assertThat(desk.tombstones()).containsExactly(object);
        for (String table : List.of(
                "appointment_caldav_targets", "caldav_target_objects", "pending_appointments", "binding_sync_state")) {
            assertThat(firm.count(table)).as(table).isZero();
        }
        assertThat(firm.rows("SELECT user_id, binding_id FROM paliad.caldav_sync_log"))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("user_id", desk.anna()).containsEntry("binding_id", null));
        assertThat(firm.rows("SELECT user_id, binding_id FROM paliad.caldav_conflicts"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("binding_id", null));
    }

    @OnEveryPostgres
    void aTombstoneWakesItsAccount(FirmDatabase firm) {
        Desk desk = Desk.of(firm);
        firm.run("DELETE FROM paliad.captured_changes");
        firm.run("DELETE FROM paliad.user_calendar_bindings WHERE id = ?", desk.binding());
        assertThat(firm.rows("SELECT kind, account_id FROM paliad.captured_changes"))
                .containsExactly(Map.of("kind", "account", "account_id", desk.account()));
    }

    @OnEveryPostgres
    void onlyAnObjectThatMayStandOnTheServerIsOwedToIt(FirmDatabase firm) {
        Desk desk = Desk.of(firm);
        firm.run("DELETE FROM paliad.appointment_caldav_targets");
        for (String status : List.of("absent", "active", "suppressed", "quarantined")) {
            for (Long base : new Long[] {null, 1L}) {
                for (String intent : new String[] {null, "create", "update", "delete"}) {
                    if (status.equals("active") && base == null) {
                        continue; // The table refuses it.
                    }
                    firm.run("DELETE FROM paliad.caldav_tombstones");
                    firm.run("""
                            INSERT INTO paliad.appointment_caldav_targets
                                (binding_id, appointment_id, account_id, status, uid, href, base_version, intent,
                                 intent_fence)
                            VALUES (?, ?, ?, ?, 'uid', '/a.ics', ?, ?::text, CASE WHEN ?::text <> '' THEN 1 END)
                            """, desk.binding(), desk.hearing(), desk.account(), status, base, intent, intent);
                    firm.run("DELETE FROM paliad.appointment_caldav_targets");
                    boolean stands = status.equals("active") || (status.equals("quarantined") && base != null);
                    assertThat(firm.count("caldav_tombstones"))
                            .as("%s, base %s, intent %s", status, base, intent)
                            .isEqualTo(stands || intent != null ? 1 : 0);
                }
            }
        }
    }

    @OnEveryPostgres
    void whoeverKeepsTheRemoteCopiesOwesNothingInThatTransactionAlone(FirmDatabase firm) {
        Desk desk = Desk.of(firm);
        UUID second = firm.binding(desk.anna(), "personal_only", null);
        firm.activeTarget(second, desk.hearing(), desk.account());
        firm.begin();
        firm.run("SET LOCAL paliad.keep_remote = 'on'");
        firm.run("DELETE FROM paliad.user_calendar_bindings WHERE id = ?", desk.binding());
        firm.commit();
        assertThat(desk.tombstones()).isEmpty();
        firm.run("DELETE FROM paliad.user_calendar_bindings WHERE id = ?", second);
        assertThat(desk.tombstones()).hasSize(1);
    }

    @OnEveryPostgres
    void manyObjectsGoInOneStatement(FirmDatabase firm) {
        Desk desk = Desk.of(firm);
        UUID second = firm.binding(desk.anna(), "client", desk.acme());
        for (int i = 0; i < 20; i++) {
            UUID appointment = firm.appointment(desk.acme(), desk.anna(), "Hearing " + i);
            firm.activeTarget(desk.binding(), appointment, desk.account());
            firm.activeTarget(second, appointment, desk.account());
        }
        firm.run("DELETE FROM paliad.projects WHERE id = ?", desk.acme());
        assertThat(desk.tombstones()).hasSize(41);
    }
}
