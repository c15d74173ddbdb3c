package de.msbls.paliad.calendar.sync.lease;

import static de.msbls.paliad.calendar.sync.SyncDatabase.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.msbls.paliad.calendar.sync.SyncDatabase;
import de.msbls.paliad.calendar.testing.Case;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

class LeaseRepositoryTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static void dueAccounts(FirmDatabase firm, int count) {
        firm.run(
                "INSERT INTO paliad.caldav_leases (account_id) SELECT gen_random_uuid() FROM generate_series(1, ?)",
                count);
    }

    private static Lease claimOne(LeaseRepository leases) {
        List<Lease> claimed = answer(leases.claim("one", LONG, 1, 1, List.of()));
        assertThat(claimed).hasSize(1);
        return claimed.get(0);
    }

    private static void expire(FirmDatabase firm) {
        firm.run(
                "UPDATE paliad.caldav_leases SET expires_at = now() - interval '1 s', due_at = now() - interval '1 s'");
    }

    @OnEveryPostgres
    void fourClaimersAtOnceNeverHoldTheSameAccountAndLeaveNone(FirmDatabase firm) {
        dueAccounts(firm, 1000);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            LeaseRepository leases = new LeaseRepository(database.pool());
            List<UUID> claimed = new ArrayList<>();
            List<Lease> round;
            do {
                List<Uni<List<Lease>>> claimers = IntStream.range(0, 4)
                        .mapToObj(i -> leases.claim("claimer " + i, LONG, 40, 40, List.of()))
                        .toList();
                round = answer(Uni.join().all(claimers).andFailFast()).stream()
                        .flatMap(List::stream)
                        .toList();
                round.forEach(lease -> claimed.add(lease.account()));
            } while (!round.isEmpty());
            assertThat(claimed).hasSize(1000).doesNotHaveDuplicates();
        }
    }

    @OnEveryPostgres
    void aLeaseIsRenewedWhileItIsHeldAndFailsOnceItPassedOn(FirmDatabase firm) {
        dueAccounts(firm, 1);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            LeaseRepository leases = new LeaseRepository(database.pool());
            Lease first = claimOne(leases);
            assertThat(first.outlasts(LONG.minusSeconds(30))).isTrue();
            assertThat(first.outlasts(LONG)).isFalse();
            answer(leases.renew(first, LONG.multipliedBy(2)));
            assertThat(first.outlasts(LONG)).isTrue();

            expire(firm);
            assertThatThrownBy(() -> answer(leases.renew(first, LONG))).isInstanceOf(LeaseLostException.class);
            Lease second = claimOne(leases);
            assertThat(second.account()).isEqualTo(first.account());
            assertThat(second.fence()).isGreaterThan(first.fence());
            assertThatThrownBy(() -> answer(leases.renew(first, LONG))).isInstanceOf(LeaseLostException.class);
        }
    }

    @OnEveryPostgres
    void whatIsOnItsWayMayTakeAsLongAsTheRenewedLease(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        UUID account = firm.connection(anna);
        UUID binding = firm.binding(anna, "all_visible", null);
        UUID open = firm.activeTarget(binding, firm.personalAppointment(anna, "Hearing"), account);
        UUID deletedMeanwhile = firm.personalAppointment(anna, "Dentist");
        firm.activeTarget(binding, deletedMeanwhile, account);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            LeaseRepository leases = new LeaseRepository(database.pool());
            Lease lease = claimOne(leases);
            firm.run("""
                    UPDATE paliad.appointment_caldav_targets
                    SET intent = 'update', intent_fence = ?, intent_until = now() + interval '1 minute'
                    """, lease.fence());
            firm.run("DELETE FROM paliad.appointments WHERE id = ?", deletedMeanwhile);

            answer(leases.renew(lease, LONG.multipliedBy(2)));

            String longer = "intent_until = (SELECT expires_at FROM paliad.caldav_leases)";
            assertThat(firm.rows("SELECT id FROM paliad.appointment_caldav_targets WHERE " + longer))
                    .extracting(row -> row.get("id"))
                    .containsExactly(open);
            assertThat(firm.rows("SELECT appointment_id FROM paliad.caldav_tombstones WHERE " + longer))
                    .extracting(row -> row.get("appointment_id"))
                    .containsExactly(deletedMeanwhile);
        }
    }

    @OnEveryPostgres
    void oneServerDoesNotTakeAllTurns(FirmDatabase firm) {
        firm.run("""
                INSERT INTO paliad.caldav_leases (account_id, host, due_at)
                SELECT gen_random_uuid(), 'slow.example', now() - interval '1 hour' FROM generate_series(1, 5)
                UNION ALL
                SELECT gen_random_uuid(), 'quick.example', now() FROM generate_series(1, 2)
                UNION ALL
                SELECT gen_random_uuid(), 'full.example', now() - interval '2 hours' FROM generate_series(1, 9)
                """);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            LeaseRepository leases = new LeaseRepository(database.pool());
            assertThat(answer(leases.claim("one", LONG, 8, 3, List.of("full.example"))))
                    .extracting(Lease::host)
                    .containsExactlyInAnyOrder(
                            "slow.example", "slow.example", "slow.example", "quick.example", "quick.example");
        }
    }

    @OnEveryPostgres
    void anAccountKnowsItsServersHost(FirmDatabase firm) {
        firm.connection(firm.user("Anna"));
        try (SyncDatabase database = new SyncDatabase(firm)) {
            assertThat(claimOne(new LeaseRepository(database.pool())).host()).isEqualTo("calendar.example");
        }
    }

    @OnEveryPostgres
    void whatIsHandedBackBeforeItsTimeIsTakenUpAtOnce(FirmDatabase firm) {
        dueAccounts(firm, 1);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            LeaseRepository leases = new LeaseRepository(database.pool());
            Lease first = claimOne(leases);
            first.letGo();
            assertThat(first.outlasts(Duration.ZERO)).isFalse();
            answer(leases.giveUp(first));
            assertThat(claimOne(leases).fence()).isGreaterThan(first.fence());
        }
    }

    @OnEveryPostgres
    @Case(39)
    void aResultUnderAnOldFenceIsNotRecorded(FirmDatabase firm) {
        dueAccounts(firm, 1);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            LeaseRepository leases = new LeaseRepository(database.pool());
            Lease paused = claimOne(leases);
            expire(firm);
            Lease next = claimOne(leases);

            assertThatThrownBy(() -> database.inTransaction(transaction -> leases.checkFence(transaction, paused)))
                    .isInstanceOf(LeaseLostException.class);
            database.inTransaction(transaction -> leases.checkFence(transaction, next));
            answer(leases.release(database.pool(), paused, Duration.ZERO, Duration.ZERO));
            assertThat(answer(leases.claim("three", LONG, 1, 1, List.of()))).isEmpty();
        }
    }

    @OnEveryPostgres
    void noOtherClaimComesBetweenTheFenceAndTheResult(FirmDatabase firm) {
        dueAccounts(firm, 1);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            LeaseRepository leases = new LeaseRepository(database.pool());
            Lease slow = claimOne(leases);
            expire(firm);
            database.inTransaction(transaction -> leases.checkFence(transaction, slow)
                    .chain(() -> leases.claim("other", LONG, 1, 1, List.of()))
                    .invoke(claimed -> assertThat(claimed).isEmpty()));
            assertThat(answer(leases.claim("other", LONG, 1, 1, List.of()))).hasSize(1);
        }
    }

    @OnEveryPostgres
    void aReleasedAccountRestsUntilItIsDue(FirmDatabase firm) {
        dueAccounts(firm, 1);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            LeaseRepository leases = new LeaseRepository(database.pool());
            answer(leases.release(database.pool(), claimOne(leases), LONG, Duration.ZERO));
            assertThat(answer(leases.claim("other", LONG, 1, 1, List.of()))).isEmpty();
            firm.run("UPDATE paliad.caldav_leases SET due_at = now()");
            assertThat(answer(leases.claim("other", LONG, 1, 1, List.of()))).hasSize(1);
        }
    }

    @OnEveryPostgres
    void aWakeThatCameDuringTheTickIsKept(FirmDatabase firm) {
        dueAccounts(firm, 1);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            LeaseRepository leases = new LeaseRepository(database.pool());
            Lease lease = claimOne(leases);
            firm.run("UPDATE paliad.caldav_leases SET due_at = now()");
            assertThat(answer(leases.claim("other", LONG, 1, 1, List.of()))).isEmpty();
            answer(leases.release(database.pool(), lease, LONG, Duration.ZERO));
            assertThat(answer(leases.claim("other", LONG, 1, 1, List.of()))).hasSize(1);
        }
    }

    @OnEveryPostgres
    void backOffHoldsHoweverOftenTheAccountIsWoken(FirmDatabase firm) {
        dueAccounts(firm, 1);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            LeaseRepository leases = new LeaseRepository(database.pool());
            answer(leases.release(database.pool(), claimOne(leases), LONG, LONG));
            firm.run("UPDATE paliad.caldav_leases SET due_at = now()");
            assertThat(answer(leases.claim("other", LONG, 1, 1, List.of()))).isEmpty();
            firm.run("UPDATE paliad.caldav_leases SET not_before = now()");
            assertThat(answer(leases.claim("other", LONG, 1, 1, List.of()))).hasSize(1);
        }
    }
}
