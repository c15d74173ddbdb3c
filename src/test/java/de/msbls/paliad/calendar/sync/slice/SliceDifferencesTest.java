package de.msbls.paliad.calendar.sync.slice;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.binding.ScopeKind;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

class SliceDifferencesTest {

    /** A binding of Anna's on a client with one hearing; a second client is out of its scope, though visible. */
    private static final class Desk implements AutoCloseable {
        final FirmDatabase firm;
        final SliceReader slices;
        final UUID account;
        final UUID binding;
        final Scope scope;
        final UUID hearing;
        final UUID elsewhere;

        Desk(FirmDatabase firm) {
            this.firm = firm;
            slices = new SliceReader(firm);
            UUID anna = firm.user("Anna");
            UUID acme = firm.client("Acme");
            UUID other = firm.client("Other");
            firm.member(acme, anna);
            firm.member(other, anna);
            account = firm.connection(anna);
            binding = firm.binding(anna, "client", acme);
            scope = new Scope(anna, ScopeKind.CLIENT, acme, false);
            hearing = firm.appointment(acme, anna, "Hearing");
            elsewhere = firm.appointment(other, anna, "Elsewhere");
        }

        UUID target(UUID appointment, String status, @Nullable Long baseVersion, @Nullable String intent) {
            return firm.value("""
                    INSERT INTO paliad.appointment_caldav_targets
                        (binding_id, appointment_id, account_id, status, uid, href, base_version, base_detail,
                         intent, intent_fence)
                    VALUES (?, ?, ?, ?, gen_random_uuid(), '/a.ics', ?, 'full', ?::text, CASE WHEN ?::text <> '' THEN 1 END)
                    RETURNING id
                    """, binding, appointment, account, status, baseVersion, intent, intent);
        }

        /** Both ways of asking must agree; the hearing is told apart from what is elsewhere. */
        List<SliceDifference> differences(UUID appointment) {
            List<SliceDifference> among = slices.differences(binding, scope, List.of(appointment));
            assertThat(slices.differences(binding, scope).stream()
                            .filter(difference -> difference.appointmentId().equals(appointment)))
                    .containsExactlyElementsOf(among);
            return among;
        }

        @Override
        public void close() {
            slices.close();
        }
    }

    @OnEveryPostgres
    void anAppointmentWithoutATargetIsNew(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            assertThat(desk.differences(desk.hearing))
                    .containsExactly(new SliceDifference(desk.hearing, 1L, null, true));
            assertThat(desk.differences(desk.elsewhere)).isEmpty();
        }
    }

    @OnEveryPostgres
    void aTargetWithNothingOnTheServerIsNewAsWell(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            UUID target = desk.target(desk.hearing, "absent", null, null);
            assertThat(desk.differences(desk.hearing))
                    .containsExactly(new SliceDifference(desk.hearing, 1L, target, true));
        }
    }

    @OnEveryPostgres
    void whatBothSidesAgreeOnIsLeftOut(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            desk.target(desk.hearing, "active", 1L, null);
            assertThat(desk.differences(desk.hearing)).isEmpty();
        }
    }

    @OnEveryPostgres
    void anotherVersionIsADifferenceInEveryStatus(FirmDatabase firm) {
        for (String status : List.of("active", "suppressed", "quarantined")) {
            firm.run("DELETE FROM paliad.appointments");
            firm.run("DELETE FROM paliad.projects");
            firm.run("DELETE FROM paliad.users");
            try (Desk desk = new Desk(firm)) {
                UUID target = desk.target(desk.hearing, status, 1L, null);
                assertThat(desk.differences(desk.hearing)).as(status).isEmpty();
                firm.run("UPDATE paliad.appointments SET title = 'Moved' WHERE id = ?", desk.hearing);
                assertThat(desk.differences(desk.hearing))
                        .as(status)
                        .containsExactly(new SliceDifference(desk.hearing, 2L, target, true));
            }
        }
    }

    @OnEveryPostgres
    void anotherDetailOfTheBindingIsADifference(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            UUID target = desk.target(desk.hearing, "active", 1L, null);
            firm.run("UPDATE paliad.user_calendar_bindings SET detail = 'busy' WHERE id = ?", desk.binding);
            assertThat(desk.differences(desk.hearing))
                    .containsExactly(new SliceDifference(desk.hearing, 1L, target, true));
        }
    }

    @OnEveryPostgres
    void whatStandsInTheCalendarOutOfScopeIsADifference(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            UUID target = desk.target(desk.elsewhere, "active", 1L, null);
            assertThat(desk.differences(desk.elsewhere))
                    .containsExactly(new SliceDifference(desk.elsewhere, null, target, false));
            firm.run("UPDATE paliad.appointment_caldav_targets SET status = 'quarantined' WHERE id = ?", target);
            assertThat(desk.differences(desk.elsewhere))
                    .containsExactly(new SliceDifference(desk.elsewhere, null, target, false));
        }
    }

    @OnEveryPostgres
    void whatTheUserDeletedMayStayOutOfScope(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            UUID target = desk.target(desk.elsewhere, "suppressed", 1L, null);
            assertThat(desk.differences(desk.elsewhere)).isEmpty();
            firm.run("UPDATE paliad.appointment_caldav_targets SET status = 'absent' WHERE id = ?", target);
            assertThat(desk.differences(desk.elsewhere)).isEmpty();
        }
    }

    @OnEveryPostgres
    void whatTheServerNeverTookIsToBeForgottenOutOfScope(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            UUID target = desk.target(desk.elsewhere, "quarantined", null, null);
            assertThat(desk.differences(desk.elsewhere))
                    .containsExactly(new SliceDifference(desk.elsewhere, null, target, false));
        }
    }

    @OnEveryPostgres
    void anOpenIntentIsAlwaysADifference(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            UUID here = desk.target(desk.hearing, "active", 1L, "update");
            UUID there = desk.target(desk.elsewhere, "absent", null, "create");
            assertThat(desk.differences(desk.hearing))
                    .containsExactly(new SliceDifference(desk.hearing, 1L, here, true));
            assertThat(desk.differences(desk.elsewhere))
                    .containsExactly(new SliceDifference(desk.elsewhere, null, there, false));
        }
    }

    @OnEveryPostgres
    void targetsOfOtherBindingsDoNotCount(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            UUID other = firm.binding(desk.scope.userId(), "all_visible", null);
            firm.activeTarget(other, desk.hearing, desk.account);
            firm.activeTarget(other, desk.elsewhere, desk.account);
            assertThat(desk.differences(desk.hearing))
                    .containsExactly(new SliceDifference(desk.hearing, 1L, null, true));
            assertThat(desk.differences(desk.elsewhere)).isEmpty();
        }
    }
}
