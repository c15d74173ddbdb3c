package de.msbls.paliad.calendar.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.binding.ScopeKind;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import de.msbls.paliad.calendar.testing.SqlFailure;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class BindingRulesTest {

    private static final String CHECK = "23514";
    private static final String UNIQUE = "23505";

    @OnEveryPostgres
    void aRootKindTakesNoScopeIdAndAnyOtherNeedsOne(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        for (ScopeKind kind : ScopeKind.values()) {
            UUID right = kind.isRoot() ? null : UUID.randomUUID();
            UUID wrong = kind.isRoot() ? UUID.randomUUID() : null;
            assertThatCode(() -> firm.binding(anna, kind.word(), right))
                    .as(kind.word())
                    .doesNotThrowAnyException();
            assertThat(refusal(() -> firm.binding(anna, kind.word(), wrong)))
                    .as(kind.word())
                    .isEqualTo(CHECK);
        }
    }

    @OnEveryPostgres
    void anUnknownKindOrDetailIsRefused(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        assertThat(refusal(() -> firm.binding(anna, "everything", null))).isEqualTo(CHECK);
        assertThat(refusal(() -> firm.binding(anna, "everything", UUID.randomUUID())))
                .isEqualTo(CHECK);
        firm.binding(anna, "all_visible", null);
        for (Detail detail : Detail.values()) {
            firm.run("UPDATE paliad.user_calendar_bindings SET detail = ?", detail.word());
        }
        assertThat(refusal(() -> firm.run("UPDATE paliad.user_calendar_bindings SET detail = 'half'")))
                .isEqualTo(CHECK);
    }

    @OnEveryPostgres
    void aCalendarIsBoundOncePerUser(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        bind(firm, anna, "/work%20here/", "/work here/");
        assertThat(refusal(() -> bind(firm, anna, "/work here/", "/work here/")))
                .isEqualTo(UNIQUE);
        bind(firm, firm.user("Ben"), "/work here/", "/work here/");
        bind(firm, anna, null, null);
        bind(firm, anna, null, null);
    }

    @OnEveryPostgres
    void aCalendarPathIsACollectionAndHasItsKey(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        assertThat(refusal(() -> bind(firm, anna, "/work", "/work"))).isEqualTo(CHECK);
        assertThat(refusal(() -> bind(firm, anna, "work/", "work/"))).isEqualTo(CHECK);
        assertThat(refusal(() -> bind(firm, anna, "/work/", null))).isEqualTo(CHECK);
        assertThat(refusal(() -> bind(firm, anna, null, "/work/"))).isEqualTo(CHECK);
    }

    @OnEveryPostgres
    void aNewBindingHasItsStateAtOnce(FirmDatabase firm) {
        UUID binding = firm.binding(firm.user("Anna"), "all_visible", null);
        assertThat(firm.rows("SELECT * FROM paliad.binding_sync_state"))
                .singleElement()
                .satisfies(state -> assertThat(state)
                        .containsEntry("binding_id", binding)
                        .containsEntry("state", "pending")
                        .containsEntry("adopting", false));
    }

    @OnEveryPostgres
    void aTargetThatStandsOrMayStandKnowsWhere(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        UUID account = firm.connection(anna);
        UUID binding = firm.binding(anna, "all_visible", null);
        firm.activeTarget(binding, firm.personalAppointment(anna, "Dentist"), account);
        for (String change : new String[] {
            "href = NULL",
            "base_version = NULL",
            "intent = 'update'",
            "status = 'absent', href = NULL, intent = 'create', intent_fence = 1",
            "status = 'lost'",
            "intent = 'move', intent_fence = 1"
        }) {
            assertThat(refusal(() -> firm.run("UPDATE paliad.appointment_caldav_targets SET " + change)))
                    .as(change)
                    .isEqualTo(CHECK);
        }
    }

    private static void bind(FirmDatabase firm, UUID user, String path, String key) {
        firm.run("""
                INSERT INTO paliad.user_calendar_bindings (user_id, calendar_path, calendar_key, scope_kind)
                VALUES (?, ?, ?, 'all_visible')
                """, user, path, key);
    }

    private static String refusal(ThrowingCallable statement) {
        SqlFailure failure = catchThrowableOfType(SqlFailure.class, statement);
        return failure == null ? "none" : failure.state();
    }
}
