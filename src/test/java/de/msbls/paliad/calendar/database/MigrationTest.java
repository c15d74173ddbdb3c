package de.msbls.paliad.calendar.database;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

class MigrationTest {

    private static final Set<String> TABLES = Set.of(
            "users",
            "projects",
            "project_closure",
            "project_teams",
            "appointments",
            "user_caldav_config",
            "user_calendar_bindings",
            "appointment_caldav_targets",
            "audit_trail",
            "caldav_sync_log",
            "binding_sync_state",
            "caldav_account_state",
            "caldav_capabilities",
            "caldav_conflicts",
            "caldav_leases",
            "caldav_notices",
            "caldav_target_objects",
            "caldav_tombstones",
            "captured_changes",
            "database_identity",
            "idempotency_keys",
            "pending_appointments",
            "retired_caldav_accounts",
            "first_generation_uids",
            "first_generation_done");

    private static final Set<String> OF_ONE_ROW = Set.of("first_generation_done", "database_identity");

    @OnEveryPostgres(migrated = false)
    void anEmptyDatabaseGetsTheWholeSchema(FirmDatabase firm) {
        firm.migrate();
        assertThat(Rows.all(firm)).containsOnlyKeys(TABLES).allSatisfy((table, rows) -> assertThat(rows)
                .hasSize(OF_ONE_ROW.contains(table) ? 1 : 0));
    }

    @OnEveryPostgres(migrated = false)
    void threeServicesMayStartOnAnEmptyDatabaseAtOnce(FirmDatabase firm) {
        try (Race race = new Race()) {
            race.together(Collections.nCopies(3, firm::migrate));
        }
        assertThat(Rows.all(firm)).containsOnlyKeys(TABLES);
        assertThat(firm.<String>values("""
                        SELECT version FROM paliad.flyway_schema_history
                        WHERE success AND version IS NOT NULL
                        ORDER BY installed_rank
                        """))
                .startsWith("1", "2", "3", "4", "5", "6", "7", "8", "9")
                .doesNotHaveDuplicates();
    }

    @OnEveryPostgres(migrated = false)
    void aFirmOfTheFirstGenerationKeepsItsRowsAsTheyWere(FirmDatabase firm) {
        FirstGeneration.fill(firm);
        Map<String, String> columns = Rows.columns(firm);
        Map<String, List<String>> before = Rows.of(firm, columns);
        firm.migrate();
        assertThat(Rows.of(firm, columns)).isEqualTo(before);
        assertThat(firm.<Long>values("SELECT DISTINCT version FROM paliad.appointments"))
                .containsExactly(1L);
        assertThat(firm.<Boolean>values("""
                        SELECT first_at = occurred_at AND last_at = occurred_at AND tick_count = 1 AND binding_id IS NULL
                        FROM paliad.caldav_sync_log
                        """)).containsExactly(true);
        assertThat(Closure.faults(firm)).isEmpty();
    }

    @OnEveryPostgres(migrated = false)
    void everyConnectionOfTheFirstGenerationGetsTheBindingThatItHadInEffect(FirmDatabase firm) {
        FirstGeneration.fill(firm);
        firm.migrate();
        assertThat(firm.<String>values("""
                        SELECT concat_ws(' | ', owner.display_name, coalesce(calendar_path, '-'), coalesce(calendar_key, '-'))
                        FROM paliad.user_calendar_bindings
                        JOIN paliad.users owner ON owner.id = user_id
                        WHERE scope_kind = 'all_visible' AND enabled
                        ORDER BY owner.email
                        """))
                .containsExactly(
                        "Anna | /calendars/anna%40firm.example/My%20work/ | /calendars/anna@firm.example/My work/",
                        "Ben | /calendars/ben/default/ | /calendars/ben/default/",
                        "Clara | /calendars/clara/ | /calendars/clara/",
                        "Dora | /calendars/dora/ | /calendars/dora/",
                        "Emil | - | -",
                        "Frida | - | -",
                        "Georg | /100%/%ff/ | /100%/%ff/");
        assertThat(firm.<Boolean>values("SELECT adopting FROM paliad.binding_sync_state"))
                .hasSize(7)
                .containsOnly(true);
    }

    @OnEveryPostgres(migrated = false)
    void theUidsOfTheFirstGenerationAreSetAsideForGood(FirmDatabase firm) {
        FirstGeneration.fill(firm);
        firm.migrate();
        firm.run("DELETE FROM paliad.appointments");
        assertThat(firm.<String>values("SELECT uid FROM paliad.first_generation_uids ORDER BY uid"))
                .containsExactly("dentist@first", "hearing@first");
    }

    @OnEveryPostgres(migrated = false)
    void aPasswordOfTheFirstGenerationIsAskedForAgain(FirmDatabase firm) {
        FirstGeneration.fill(firm);
        firm.migrate();
        assertThat(firm.<String>values("""
                        SELECT state FROM paliad.user_caldav_config
                        JOIN paliad.caldav_account_state USING (account_id)
                        JOIN paliad.caldav_leases USING (account_id)
                        """)).hasSize(7).containsOnly("password_needed");
    }

    @OnEveryPostgres(migrated = false)
    void appliedTwiceTheMigrationsChangeNothing(FirmDatabase firm) {
        FirstGeneration.fill(firm);
        firm.migrate();
        firm.connection(firm.user("Hanna"));
        firm.run("UPDATE paliad.binding_sync_state SET adopting = false");
        firm.run("UPDATE paliad.appointments SET title = title || '!'");
        Map<String, List<String>> before = Rows.all(firm);
        firm.run("DROP TABLE paliad.flyway_schema_history");
        firm.migrate();
        assertThat(Rows.all(firm)).isEqualTo(before);
    }
}
