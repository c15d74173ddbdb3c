package de.msbls.paliad.calendar.sync.change;

import static de.msbls.paliad.calendar.sync.SyncDatabase.answer;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.binding.ScopeKind;
import de.msbls.paliad.calendar.sync.SyncDatabase;
import de.msbls.paliad.calendar.sync.slice.Scope;
import de.msbls.paliad.calendar.sync.slice.SliceDifference;
import de.msbls.paliad.calendar.sync.slice.SliceRepository;
import de.msbls.paliad.calendar.testing.Case;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import de.msbls.paliad.calendar.testing.SqlSession;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Against the slices themselves: whatever changes one must leave a trace with its binding. */
class FanOutRepositoryTest {

    private static final int MOST = 1000;
    private static final int STEPS = 40;

    /** A firm in which every user has a connection and bindings of every kind on any node. */
    private static final class Office implements AutoCloseable {
        final FirmDatabase firm;
        final Random random;
        final SyncDatabase database;
        final FanOutRepository changes;
        final SliceRepository slices = new SliceRepository();
        final List<UUID> users = new ArrayList<>();
        final Map<UUID, Scope> bindings = new HashMap<>();

        Office(FirmDatabase firm, Random random) {
            this.firm = firm;
            this.random = random;
            database = new SyncDatabase(firm);
            changes = new FanOutRepository(database.pool());
            for (int i = 0; i < 3; i++) {
                UUID user = firm.user("User" + i);
                users.add(user);
                firm.connection(user);
            }
            for (int i = 0; i < 12; i++) {
                addNode();
            }
            IntStream.range(0, 8).forEach(i -> joinOrLeave());
            IntStream.range(0, 15).forEach(i -> addAppointment());
            users.forEach(this::bind);
            settle();
        }

        private void bind(UUID user) {
            bind(user, ScopeKind.ALL_VISIBLE, null, false);
            bind(user, ScopeKind.PERSONAL_ONLY, null, false);
            for (ScopeKind kind : ScopeKind.values()) {
                if (!kind.isRoot()) {
                    bind(user, kind, node(), random.nextBoolean());
                    bind(user, kind, node(), random.nextBoolean());
                }
            }
        }

        private void bind(UUID user, ScopeKind kind, UUID scopeId, boolean includePersonal) {
            UUID binding = firm.binding(user, kind.word(), scopeId);
            firm.run(
                    "UPDATE paliad.user_calendar_bindings SET include_personal = ? WHERE id = ?",
                    includePersonal,
                    binding);
            bindings.put(binding, new Scope(user, kind, scopeId, includePersonal));
        }

        /** As after a tick of everyone: nothing is captured, pending, due, or to be compared. */
        void settle() {
            firm.run("DELETE FROM paliad.captured_changes");
            firm.run("DELETE FROM paliad.pending_appointments");
            firm.run("UPDATE paliad.binding_sync_state SET scope_changes_done = scope_changes");
            firm.run("UPDATE paliad.caldav_leases SET due_at = now() + interval '1 hour'");
        }

        Map<UUID, Map<UUID, Long>> everySlice() {
            Map<UUID, Map<UUID, Long>> slices = new HashMap<>();
            bindings.forEach((binding, scope) -> slices.put(binding, slice(binding, scope)));
            return slices;
        }

        private Map<UUID, Long> slice(UUID binding, Scope scope) {
            Map<UUID, Long> slice = new HashMap<>();
            for (SliceDifference one : answer(slices.differences(database.pool(), binding, scope, null))) {
                slice.put(one.appointmentId(), one.version());
            }
            return slice;
        }

        void fanOut() {
            while (answer(changes.fanOut(MOST)) > 0) {}
        }

        Set<UUID> rescoped() {
            return new HashSet<>(firm.<UUID>values(
                    "SELECT binding_id FROM paliad.binding_sync_state WHERE scope_changes > scope_changes_done"));
        }

        Set<UUID> pendingIn(UUID binding) {
            return new HashSet<>(firm.<UUID>values(
                    "SELECT appointment_id FROM paliad.pending_appointments WHERE binding_id = ?", binding));
        }

        Set<UUID> awake() {
            return new HashSet<>(firm.<UUID>values("""
                    SELECT config.user_id
                    FROM paliad.caldav_leases lease
                    JOIN paliad.user_caldav_config config ON config.account_id = lease.account_id
                    WHERE lease.due_at <= now()
                    """));
        }

        // What a firm does

        String change() {
            switch (random.nextInt(10)) {
                case 0:
                    addAppointment();
                    return "a new appointment";
                case 1:
                    firm.run("UPDATE paliad.appointments SET title = title || '!' WHERE id = ?", appointment());
                    return "an edited appointment";
                case 2:
                    firm.run("UPDATE paliad.appointments SET project_id = ? WHERE id = ?", nodeOrNone(), appointment());
                    return "a moved appointment";
                case 3:
                    firm.run("UPDATE paliad.appointments SET created_by = ? WHERE id = ?", user(), appointment());
                    return "another creator";
                case 4:
                case 5:
                    return joinOrLeave();
                case 6:
                    return moveNode();
                case 7:
                    firm.run(
                            "UPDATE paliad.projects SET kind = ? WHERE id = ?",
                            List.of("client", "litigation", "patent", "case", "project")
                                    .get(random.nextInt(5)),
                            node());
                    return "another kind";
                case 8:
                    firm.run("""
                            DELETE FROM paliad.projects
                            WHERE id = (SELECT id FROM paliad.projects leaf
                                        WHERE NOT EXISTS (SELECT FROM paliad.projects WHERE parent_id = leaf.id)
                                        ORDER BY id LIMIT 1)
                            """);
                    addNode();
                    return "a deleted project";
                default:
                    UUID gone = appointment();
                    firm.run("DELETE FROM paliad.appointments WHERE id = ?", gone);
                    addAppointment();
                    return "a deleted appointment";
            }
        }

        private String joinOrLeave() {
            UUID node = node();
            UUID user = user();
            if (firm.run("DELETE FROM paliad.project_teams WHERE project_id = ? AND user_id = ?", node, user) == 0) {
                firm.member(node, user);
                return "a new member";
            }
            return "a member gone";
        }

        private String moveNode() {
            UUID node = node();
            UUID parent = firm.value("""
                    SELECT id FROM paliad.projects
                    WHERE id NOT IN (SELECT descendant_id FROM paliad.project_closure WHERE ancestor_id = ?)
                    ORDER BY md5(id::text || ?) LIMIT 1
                    """, node, "" + random.nextInt());
            firm.run("UPDATE paliad.projects SET parent_id = ? WHERE id = ?", parent, node);
            return "a moved project";
        }

        void addNode() {
            String kind =
                    List.of("client", "litigation", "patent", "case", "project").get(random.nextInt(5));
            UUID parent = random.nextInt(4) == 0 || firm.count("projects") == 0 ? null : node();
            firm.node(kind, parent, "Node");
        }

        void addAppointment() {
            firm.appointment(nodeOrNone(), user(), "Appointment");
        }

        UUID user() {
            return users.get(random.nextInt(users.size()));
        }

        UUID node() {
            return any("projects");
        }

        private UUID nodeOrNone() {
            return random.nextInt(3) == 0 ? null : node();
        }

        private UUID appointment() {
            return any("appointments");
        }

        private UUID any(String table) {
            List<UUID> ids = firm.values("SELECT id FROM paliad." + table + " ORDER BY created_at, id");
            return ids.get(random.nextInt(ids.size()));
        }

        @Override
        public void close() {
            database.close();
        }
    }

    @OnEveryPostgres
    void whateverChangesASliceLeavesATraceWithItsBindingAndWakesItsOwner(FirmDatabase firm) {
        long seed = new Random().nextLong();
        try (Office office = new Office(firm, new Random(seed))) {
            for (int step = 0; step < STEPS; step++) {
                Map<UUID, Map<UUID, Long>> before = office.everySlice();
                String change = office.change();
                office.fanOut();
                Map<UUID, Map<UUID, Long>> after = office.everySlice();

                String which = "seed " + seed + ", step " + step + ": " + change;
                assertThat(firm.count("captured_changes")).as(which).isZero();
                Set<UUID> rescoped = office.rescoped();
                Set<UUID> awake = office.awake();
                office.bindings.forEach((binding, scope) -> {
                    Set<UUID> moved = difference(before.get(binding), after.get(binding));
                    moved.removeIf(appointment -> isDeleted(firm, appointment));
                    if (!moved.isEmpty()) {
                        assertThat(awake)
                                .as("%s wakes the owner of %s", which, scope)
                                .contains(scope.userId());
                    }
                    if (!rescoped.contains(binding)) {
                        assertThat(office.pendingIn(binding))
                                .as("%s is pending in %s", which, scope)
                                .containsAll(moved);
                    }
                });
                office.settle();
            }
        }
    }

    /** A deleted one reaches the calendars by its tombstones. */
    private static boolean isDeleted(FirmDatabase firm, UUID appointment) {
        return firm.values("SELECT 1 FROM paliad.appointments WHERE id = ?", appointment)
                .isEmpty();
    }

    private static Set<UUID> difference(Map<UUID, Long> before, Map<UUID, Long> after) {
        Set<UUID> different = new HashSet<>(before.keySet());
        different.addAll(after.keySet());
        different.removeIf(one -> before.containsKey(one) && before.get(one).equals(after.get(one)));
        return different;
    }

    @OnEveryPostgres
    void whatStandsInACalendarIsLookedAtWhereverItsAppointmentIsMovedTo(FirmDatabase firm) {
        try (Office office = new Office(firm, new Random(1))) {
            UUID bert = firm.user("Bert");
            UUID account = firm.connection(bert);
            UUID acme = firm.client("Acme");
            UUID hidden = firm.client("Hidden");
            UUID binding = firm.binding(bert, "client", acme);
            UUID hearing = firm.appointment(acme, office.user(), "Hearing");
            firm.activeTarget(binding, hearing, account);
            office.settle();

            firm.run("UPDATE paliad.appointments SET project_id = ? WHERE id = ?", hidden, hearing);
            office.fanOut();
            assertThat(office.pendingIn(binding)).containsExactly(hearing);
            assertThat(office.awake()).contains(bert);
        }
    }

    @OnEveryPostgres
    @Case(37)
    void aDeletedAppointmentWakesTheAccountThatOwesItsDeletion(FirmDatabase firm) {
        try (Office office = new Office(firm, new Random(1))) {
            UUID bert = firm.user("Bert");
            UUID account = firm.connection(bert);
            UUID binding = firm.binding(bert, "all_visible", null);
            UUID hearing = firm.appointment(null, bert, "Hearing");
            firm.activeTarget(binding, hearing, account);
            office.settle();

            firm.run("DELETE FROM paliad.appointments WHERE id = ?", hearing);
            office.fanOut();
            assertThat(office.awake()).contains(bert);
        }
    }

    @OnEveryPostgres
    void aBindingThatItsOwnerChangesIsComparedAsAWhole(FirmDatabase firm) {
        try (Office office = new Office(firm, new Random(1))) {
            UUID binding = office.bindings.keySet().iterator().next();
            firm.run("UPDATE paliad.user_calendar_bindings SET detail = 'busy' WHERE id = ?", binding);
            office.fanOut();
            assertThat(office.rescoped()).containsExactly(binding);
            assertThat(office.awake())
                    .containsExactly(office.bindings.get(binding).userId());
        }
    }

    @OnEveryPostgres
    void nothingIsLostWhenWritersCommitInAnyOrderAndWorkersFanOutAtOnce(FirmDatabase firm) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (Office office = new Office(firm, random)) {
            UUID bert = firm.user("Bert");
            firm.connection(bert);
            UUID binding = firm.binding(bert, "all_visible", null);
            office.settle();
            List<SqlSession> writers =
                    IntStream.range(0, 8).mapToObj(i -> firm.anotherSession()).toList();
            Set<UUID> written = new HashSet<>();
            for (int round = 0; round < 6; round++) {
                for (SqlSession writer : writers) {
                    writer.begin();
                    for (int i = 0; i < 5; i++) {
                        written.add(writer.value("""
                                INSERT INTO paliad.appointments (title, created_by) VALUES ('A', ?) RETURNING id
                                """, bert));
                    }
                }
                List<SqlSession> order = new ArrayList<>(writers);
                Collections.shuffle(order, random);
                for (SqlSession writer : order) {
                    writer.commit();
                    answer(Uni.join()
                            .all(List.of(office.changes.fanOut(3), office.changes.fanOut(4), office.changes.fanOut(5)))
                            .andFailFast());
                }
            }
            office.fanOut();
            assertThat(firm.count("captured_changes")).isZero();
            assertThat(office.pendingIn(binding)).as("seed " + seed).isEqualTo(written);
            writers.forEach(SqlSession::close);
        }
    }

    @OnEveryPostgres
    void aTickThatRecordsItsResultAndAFanOutNeverWaitForEachOtherInACircle(FirmDatabase firm) {
        try (Office office = new Office(firm, new Random(1));
                SqlSession tick = firm.anotherSession()) {
            UUID bert = firm.user("Bert");
            UUID account = firm.connection(bert);
            UUID binding = firm.binding(bert, "all_visible", null);
            UUID hearing = firm.personalAppointment(bert, "Hearing");
            office.fanOut();
            firm.run("UPDATE paliad.appointments SET title = 'Moved' WHERE id = ?", hearing);

            tick.begin();
            tick.run("SELECT FROM paliad.caldav_leases WHERE account_id = ? FOR SHARE", account);
            var fanOut = office.changes.fanOut(MOST).subscribeAsCompletionStage();
            untilSomeoneWaits(firm);
            tick.run("DELETE FROM paliad.pending_appointments WHERE binding_id = ?", binding);
            tick.run("UPDATE paliad.binding_sync_state SET ctag = '1' WHERE binding_id = ?", binding);
            tick.commit();

            assertThat(answer(Uni.createFrom().completionStage(fanOut))).isPositive();
            assertThat(office.pendingIn(binding)).containsExactly(hearing);
        }
    }

    private static void untilSomeoneWaits(FirmDatabase firm) {
        org.awaitility.Awaitility.await().until(() -> firm.<Long>value("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """) > 0);
    }

    // What is pending

    @OnEveryPostgres
    void aChangeThatCameAfterTheTickLookedIsNotTakenAway(FirmDatabase firm) {
        try (Office office = new Office(firm, new Random(1))) {
            PendingRepository pending = new PendingRepository(office.database.pool());
            UUID bert = firm.user("Bert");
            UUID binding = firm.binding(bert, "all_visible", null);
            UUID changedAgain = firm.personalAppointment(bert, "Hearing");
            UUID unchanged = firm.personalAppointment(bert, "Meeting");
            office.fanOut();
            Map<UUID, Long> seen = answer(pending.pending(binding)).marks();
            assertThat(seen).containsOnlyKeys(changedAgain, unchanged);

            firm.run("UPDATE paliad.appointments SET title = 'Moved' WHERE id = ?", changedAgain);
            office.fanOut();
            office.database.inTransaction(transaction -> pending.seen(transaction, binding, seen));
            assertThat(answer(pending.pending(binding)).appointments()).containsOnly(changedAgain);
        }
    }

    @OnEveryPostgres
    void whatCouldNotBeSettledIsLookedAtAgainUnlessItsBindingIsGone(FirmDatabase firm) {
        try (Office office = new Office(firm, new Random(1))) {
            PendingRepository pending = new PendingRepository(office.database.pool());
            UUID bert = firm.user("Bert");
            UUID binding = firm.binding(bert, "all_visible", null);
            UUID open = UUID.randomUUID();
            UUID nowhere = UUID.randomUUID();
            for (int i = 0; i < 2; i++) {
                office.database.inTransaction(transaction -> pending.again(transaction, binding, Set.of(open))
                        .chain(() -> pending.again(transaction, nowhere, Set.of(open))));
            }
            assertThat(answer(pending.pending(binding)).lookAgain()).containsOnly(open);
            assertThat(answer(pending.pending(nowhere)).appointments()).isEmpty();
        }
    }
}
