package de.msbls.paliad.calendar.audit;

import static de.msbls.paliad.calendar.sync.SyncDatabase.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.msbls.paliad.calendar.sync.SyncDatabase;
import de.msbls.paliad.calendar.sync.SyncSettings;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import de.msbls.paliad.calendar.testing.SqlFailure;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class AuditTrailTest {

    private static final String RESTRICTED = "23001";
    private static final UUID ANNA = UUID.fromString("a0000000-0000-0000-0000-000000000001");
    private static final UUID BEN = UUID.fromString("b0000000-0000-0000-0000-000000000002");

    private static final String WITHOUT_TEXTS =
            "SELECT (to_jsonb(told) - 'texts')::text AS told FROM paliad.audit_trail told ORDER BY id";

    @OnEveryPostgres
    void nobodyChangesATrail(FirmDatabase firm) {
        told(firm, ANNA, "1 day");

        refused(() -> firm.run("UPDATE paliad.audit_trail SET actor_id = ?", BEN));
        refused(() -> firm.run("UPDATE paliad.audit_trail SET texts = '{}'"));
        refused(() -> firm.run("DELETE FROM paliad.audit_trail"));
        refused(() -> firm.run("TRUNCATE paliad.audit_trail"));
        refused(() -> firm.run("TRUNCATE paliad.audit_trail CASCADE"));

        assertThat(firm.count("audit_trail")).isEqualTo(1);
    }

    @OnEveryPostgres
    void onlyOldRowsAreForgottenTheOldestFirst(FirmDatabase firm) {
        told(firm, ANNA, "3 years");
        told(firm, ANNA, "2 years");
        told(firm, ANNA, "1 day");

        assertThat(forget(firm, 1)).isEqualTo(1);
        assertThat(firm.<String>values("SELECT details ->> 'age' FROM paliad.audit_trail ORDER BY at"))
                .containsExactly("2 years", "1 day");
        assertThat(forget(firm, 10)).isEqualTo(1);
        assertThat(forget(firm, 10)).isZero();
        assertThat(firm.count("audit_trail")).isEqualTo(1);
    }

    @OnEveryPostgres
    void anErasureTakesWhatWasTypedOfOneUserAndNothingElse(FirmDatabase firm) {
        told(firm, ANNA, "3 years");
        told(firm, BEN, "1 day");
        List<Map<String, Object>> before = firm.rows(WITHOUT_TEXTS);

        assertThat(firm.<Long>value("SELECT paliad.erase_audit_texts(?)", ANNA)).isEqualTo(1);

        assertThat(firm.rows(WITHOUT_TEXTS)).isEqualTo(before);
        assertThat(firm.<String>values("SELECT texts::text FROM paliad.audit_trail ORDER BY id"))
                .containsExactly("{}", "{\"display_name\": \"Acme ./. Corvex\"}");
        assertThat(firm.<Long>value("SELECT paliad.erase_audit_texts(?)", ANNA)).isZero();
    }

    @OnEveryPostgres
    void theTrailIsClosedAgainInTheSameTransaction(FirmDatabase firm) {
        told(firm, ANNA, "3 years");
        told(firm, ANNA, "1 day");
        firm.begin();
        forget(firm, 10);
        refused(() -> firm.run("DELETE FROM paliad.audit_trail"));
        firm.rollback();
        firm.begin();
        firm.value("SELECT paliad.erase_audit_texts(?)", ANNA);
        refused(() -> firm.run("UPDATE paliad.audit_trail SET texts = '{}'"));
        firm.rollback();

        assertThat(firm.count("audit_trail")).isEqualTo(2);
    }

    @OnEveryPostgres
    void whoeverOpensItByHandRewritesNothingAllTheSame(FirmDatabase firm) {
        told(firm, ANNA, "1 day");
        firm.run("SET paliad.audit_trail = 'erase'");

        refused(() -> firm.run("UPDATE paliad.audit_trail SET as_admin = NOT as_admin, texts = '{}'"));
        refused(() -> firm.run("UPDATE paliad.audit_trail SET texts = '{\"display_name\": \"Other\"}'"));
        refused(() -> firm.run("DELETE FROM paliad.audit_trail"));
        firm.run("SET paliad.audit_trail = 'forget'");
        refused(() -> firm.run("UPDATE paliad.audit_trail SET texts = '{}'"));
        refused(() -> firm.run("TRUNCATE paliad.audit_trail"));
    }

    @OnEveryPostgres
    void aTrailOutlivesItsUsers(FirmDatabase firm) {
        UUID user = firm.user("Anna");
        told(firm, user, "1 day");

        firm.run("DELETE FROM paliad.users WHERE id = ?", user);

        assertThat(firm.count("audit_trail")).isEqualTo(1);
    }

    @OnEveryPostgres
    void theRowsOfTenYearsAreKept(FirmDatabase firm) {
        told(firm, ANNA, "3651 days");
        told(firm, ANNA, "3649 days");
        try (SyncDatabase database = new SyncDatabase(firm)) {
            answer(new AuditRetentionRepository(database.pool(), SyncSettings.defaults()).step());
        }

        assertThat(firm.<String>values("SELECT details ->> 'age' FROM paliad.audit_trail"))
                .containsExactly("3649 days");
    }

    @OnEveryPostgres
    void whatIsDoneIsToldInItsTransaction(FirmDatabase firm) {
        UUID binding = UUID.randomUUID();
        Deed deed = Deed.of(Act.BINDING_CHANGED, binding)
                .withTextChange("display_name", "Old", "New")
                .withChange("scope_id", ANNA, null)
                .withChange("enabled", true, true);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            AuditTrail trail = new AuditTrail(new AuditRepository());
            database.inTransaction(transaction -> trail.record(transaction, new Actor(BEN, true), ANNA, deed)
                    .chain(() -> trail.record(transaction, new Actor(ANNA, false), ANNA, List.of())));
        }

        assertThat(firm.rows("""
                        SELECT actor_id, as_admin, user_id, act, resource_id, fields::text AS fields,
                               details::text AS details, texts::text AS texts
                        FROM paliad.audit_trail
                        """))
                .containsExactly(Map.of(
                        "actor_id",
                        BEN,
                        "as_admin",
                        true,
                        "user_id",
                        ANNA,
                        "act",
                        "binding_changed",
                        "resource_id",
                        binding,
                        "fields",
                        "{display_name,scope_id}",
                        "details",
                        "{\"scope_id\": null}",
                        "texts",
                        "{\"display_name\": \"New\"}"));
    }

    private static void told(FirmDatabase firm, UUID user, String age) {
        firm.run("""
                INSERT INTO paliad.audit_trail (at, actor_id, as_admin, user_id, act, resource_id, details, texts)
                VALUES (now() - ?::interval, ?, false, ?, 'binding_made', ?, jsonb_build_object('age', ?::text),
                        '{"display_name": "Acme ./. Corvex"}')
                """, age, user, user, UUID.randomUUID(), age);
    }

    private static long forget(FirmDatabase firm, int most) {
        return firm.<Long>value("SELECT paliad.forget_audit_trail(now() - interval '1 year', ?)", most);
    }

    private static void refused(ThrowingCallable statement) {
        SqlFailure failure = catchThrowableOfType(SqlFailure.class, statement);
        assertThat(failure).isNotNull();
        assertThat(failure.state()).isEqualTo(RESTRICTED);
    }
}
