package de.msbls.paliad.calendar.sync.target;

import static de.msbls.paliad.calendar.sync.SyncDatabase.answer;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import de.msbls.paliad.calendar.platform.crypto.Vault;
import de.msbls.paliad.calendar.sync.SyncDatabase;
import de.msbls.paliad.calendar.sync.SyncSettings;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

class TargetRepositoryTest {

    private static final String SENT = "BEGIN:VCALENDAR äöü 🐎";
    private static final String STORED = "BEGIN:VCALENDAR as stored";

    /** Anna's one binding and hearing. */
    private static final class Desk implements AutoCloseable {
        final FirmDatabase firm;
        final SyncDatabase database;
        final TargetRepository targets;
        final StandingRepository standing;
        final UUID anna;
        final UUID account;
        final UUID binding;
        final UUID hearing;
        final ObjectSeal seal;

        Desk(FirmDatabase firm) {
            this.firm = firm;
            database = new SyncDatabase(firm);
            targets = new TargetRepository(database.pool(), SyncSettings.defaults());
            standing = new StandingRepository(database.pool(), SyncSettings.defaults());
            anna = firm.user("Anna");
            account = firm.connection(anna);
            binding = firm.binding(anna, "all_visible", null);
            hearing = firm.personalAppointment(anna, "Hearing");
            seal = sealOf(anna);
        }

        static ObjectSeal sealOf(UUID user) {
            Vault vault = new Vault(SyncSettings.defaults());
            KeyOwner owner = KeyOwner.of(user, URI.create("https://calendar.example/"));
            return new ObjectSeal(vault.open(vault.newDataKey(owner), owner));
        }

        Target opened() {
            Target target = Target.first(binding, hearing, account);
            assertThat(open(target)).containsExactly(target.id());
            return target;
        }

        Target active() {
            Target target = opened().standingAt("/a/1.ics", "/a/1.ics").agreed(1, Detail.TITLE, "\"1\"", STORED, SENT);
            save(target);
            return target;
        }

        Set<UUID> open(Target target) {
            return database.inTransaction(transaction -> targets.open(transaction, List.of(target), seal));
        }

        Set<UUID> save(Target target) {
            return database.inTransaction(transaction -> targets.save(transaction, List.of(target), seal));
        }

        Target load() {
            return Objects.requireNonNull(pair().target());
        }

        Target load(ObjectSeal by) {
            return Objects.requireNonNull(pair(by).target());
        }

        Pair pair() {
            return pair(seal);
        }

        private Pair pair(ObjectSeal by) {
            List<Pair> pairs = answer(targets.pairs(binding, anna, List.of(hearing), by));
            assertThat(pairs).hasSize(1);
            return pairs.get(0);
        }

        @Override
        public void close() {
            database.close();
        }
    }

    @OnEveryPostgres
    void aTargetComesBackAsItWasSaved(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            assertThat(desk.pair().target()).isNull();
            assertThat(desk.pair().appointment().title()).isEqualTo("Hearing");
            Intent intent = new Intent(Intent.Kind.UPDATE, 42, Instant.parse("2026-11-22T10:00:00Z"));
            Target active = desk.active();
            assertThat(desk.load()).isEqualTo(active);

            Target all = active.intending(intent, "new").written(1);
            desk.save(all);
            assertThat(desk.load())
                    .usingRecursiveComparison()
                    .ignoringFields("fresh")
                    .isEqualTo(all);
            assertThat(desk.load().fresh()).isTrue();

            Target quarantined = all.withoutIntent().quarantined("refused", 5, "\"x\"");
            desk.save(quarantined);
            assertThat(desk.load())
                    .usingRecursiveComparison()
                    .ignoringFields("fresh")
                    .isEqualTo(quarantined);

            Target removed = quarantined.removed("next-uid");
            desk.save(removed);
            assertThat(desk.load())
                    .usingRecursiveComparison()
                    .ignoringFields("fresh")
                    .isEqualTo(removed);
        }
    }

    @OnEveryPostgres
    void textsAreSealedForTheirOwnerAndTarget(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            desk.active();
            assertThat(firm.<String>value("SELECT encode(stored, 'escape') FROM paliad.caldav_target_objects"))
                    .doesNotContain("VCALENDAR");
            Target forAnother = desk.load(Desk.sealOf(UUID.randomUUID()));
            assertThat(forAnother.stored()).isNull();
            assertThat(forAnother.sent()).isNull();
            assertThat(forAnother.hasLostBase()).isTrue();
        }
    }

    @OnEveryPostgres
    void aSecondTargetOfTheSamePairIsNotOpened(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            desk.opened();
            Target second = Target.first(desk.binding, desk.hearing, desk.account);
            assertThat(desk.open(second)).isEmpty();
        }
    }

    @OnEveryPostgres
    void whatIsGoneMeanwhileStaysGone(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            Target active = desk.active();
            firm.run("DELETE FROM paliad.appointments");
            assertThat(desk.save(active)).isEmpty();
            assertThat(firm.count("caldav_target_objects")).isZero();
            assertThat(firm.count("caldav_tombstones")).isEqualTo(1);
            Target late = Target.first(desk.binding, desk.hearing, desk.account);
            assertThat(desk.open(late)).isEmpty();
            assertThat(answer(desk.targets.pairs(desk.binding, desk.anna, List.of(desk.hearing), desk.seal)))
                    .isEmpty();
        }
    }

    @OnEveryPostgres
    void whoMayEditIsTheCreatorAndTheTeamButNoObserver(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            assertThat(desk.pair().mayEdit()).isTrue();
            UUID bert = firm.user("Bert");
            UUID acme = firm.client("Acme");
            UUID matter = firm.caseUnder(acme, "Matter");
            firm.run("UPDATE paliad.appointments SET created_by = ?, project_id = ?", bert, matter);
            assertThat(desk.pair().mayEdit()).isFalse();
            for (Map.Entry<String, Boolean> role :
                    Map.of("lead", true, "member", true, "observer", false).entrySet()) {
                firm.run("DELETE FROM paliad.project_teams");
                firm.member(acme, desk.anna);
                firm.run("UPDATE paliad.project_teams SET role = ?", role.getKey());
                assertThat(desk.pair().mayEdit()).as(role.getKey()).isEqualTo(role.getValue());
            }
        }
    }

    @OnEveryPostgres
    void writesOfOneVersionAreCountedFromTheFirstOfThemForADay(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            desk.active();
            Intent intent = new Intent(Intent.Kind.UPDATE, 1, Instant.parse("2026-11-22T10:00:00Z"));
            write(desk, 1, intent);
            firm.run("UPDATE paliad.appointment_caldav_targets SET writes_since = now() - interval '2 days'");
            assertThat(desk.load().writes()).isZero();
            for (int count = 1; count <= 3; count++) {
                write(desk, 1, intent);
                assertThat(desk.load().writes()).isEqualTo(count);
            }
            write(desk, 2, intent);
            assertThat(desk.load().writes()).isEqualTo(1);
        }
    }

    /** As a tick does: the intent is saved, then the result, and only that one counts. */
    private static void write(Desk desk, long version, Intent intent) {
        Target before = desk.load().intending(intent, SENT);
        desk.save(before);
        desk.save(before.agreed(version, Detail.FULL, "\"2\"", SENT, null).written(version));
    }

    @OnEveryPostgres
    void aListingIsComparedWithWhatMayStandThere(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            Target opened = desk.opened();
            assertThat(answer(desk.standing.all(desk.binding))).isEmpty();
            Intent create = new Intent(Intent.Kind.CREATE, 1, Instant.parse("2026-11-22T10:00:00Z"));
            desk.save(opened.standingAt("/a/1.ics", "/a/1.ics").intending(create, SENT));
            assertThat(answer(desk.standing.all(desk.binding)))
                    .containsExactly(new StandingObject(
                            desk.hearing, "/a/1.ics", "/a/1.ics", null, opened.standing(), true, true));
            desk.save(opened.removed("next"));
            assertThat(answer(desk.standing.all(desk.binding))).isEmpty();
        }
    }

    // The scalars of the first generation

    @OnEveryPostgres
    void theLegacyScalarsFollowTheCreatorsOldestEnabledBindingOfAllSheSees(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            Target active = desk.active();
            firm.run("DELETE FROM paliad.captured_changes");
            follow(desk, desk.binding);
            assertThat(scalars(firm)).containsEntry("caldav_uid", active.uid()).containsEntry("caldav_etag", "\"1\"");
            assertThat(scalars(firm)).containsEntry("version", 1L);
            assertThat(firm.count("captured_changes")).isZero();

            UUID younger = firm.binding(desk.anna, "all_visible", null);
            firm.activeTarget(younger, desk.hearing, desk.account);
            follow(desk, younger);
            assertThat(scalars(firm)).containsEntry("caldav_uid", active.uid());

            firm.run("UPDATE paliad.user_calendar_bindings SET enabled = false WHERE id = ?", desk.binding);
            follow(desk, younger);
            assertThat(scalars(firm).get("caldav_uid")).isNotEqualTo(active.uid());
        }
    }

    @OnEveryPostgres
    void theLegacyScalarsFollowNobodyElse(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            UUID bert = firm.user("Bert");
            UUID his = firm.binding(bert, "all_visible", null);
            UUID personal = firm.binding(desk.anna, "personal_only", null);
            firm.activeTarget(his, desk.hearing, firm.connection(bert));
            firm.activeTarget(personal, desk.hearing, desk.account);
            follow(desk, his);
            follow(desk, personal);
            assertThat(scalars(firm)).containsEntry("caldav_uid", null).containsEntry("caldav_etag", null);
        }
    }

    @OnEveryPostgres
    void scalarsThatAreRightAlreadyAreNotWritten(FirmDatabase firm) {
        try (Desk desk = new Desk(firm)) {
            desk.active();
            follow(desk, desk.binding);
            String row = firm.value("SELECT xmin::text FROM paliad.appointments");
            follow(desk, desk.binding);
            assertThat(firm.<String>value("SELECT xmin::text FROM paliad.appointments"))
                    .isEqualTo(row);
        }
    }

    private static void follow(Desk desk, UUID binding) {
        desk.database.inTransaction(
                transaction -> desk.targets.followWithLegacyScalars(transaction, binding, List.of(desk.hearing)));
    }

    private static Map<String, Object> scalars(FirmDatabase firm) {
        return firm.rows("SELECT caldav_uid, caldav_etag, version FROM paliad.appointments")
                .get(0);
    }
}
