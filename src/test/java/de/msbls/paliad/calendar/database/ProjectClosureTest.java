package de.msbls.paliad.calendar.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import de.msbls.paliad.calendar.testing.SqlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

class ProjectClosureTest {

    @OnEveryPostgres
    void aNewNodeIsBeneathAllThatIsAboveIt(FirmDatabase firm) {
        UUID acme = firm.client("Acme");
        UUID dispute = firm.litigation(acme, "Acme v. Roadrunner");
        UUID patent = firm.patent(dispute, "EP 1");
        assertThat(ancestors(firm, patent)).containsExactlyInAnyOrder(acme, dispute, patent);
        assertThat(Closure.faults(firm)).isEmpty();
    }

    @OnEveryPostgres
    void oneStatementMayInsertChildrenBeforeTheirParents(FirmDatabase firm) {
        firm.run("""
                INSERT INTO paliad.projects (id, parent_id, kind, title) VALUES
                    ('00000000-0000-0000-0000-000000000004', '00000000-0000-0000-0000-000000000003', 'case', ''),
                    ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'litigation', ''),
                    ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000002', 'patent', ''),
                    ('00000000-0000-0000-0000-000000000001', NULL, 'client', '')
                """);
        assertThat(firm.count("project_closure")).isEqualTo(4 + 3 + 2 + 1);
        assertThat(Closure.faults(firm)).isEmpty();
    }

    @OnEveryPostgres
    void aMovedSubtreeLeavesItsFormerAncestors(FirmDatabase firm) {
        UUID acme = firm.client("Acme");
        UUID globex = firm.client("Globex");
        UUID dispute = firm.litigation(acme, "Dispute");
        UUID patent = firm.patent(dispute, "EP 1");
        firm.run("UPDATE paliad.projects SET parent_id = ? WHERE id = ?", globex, dispute);
        assertThat(ancestors(firm, patent)).containsExactlyInAnyOrder(globex, dispute, patent);
        firm.run("UPDATE paliad.projects SET parent_id = NULL WHERE id = ?", dispute);
        assertThat(ancestors(firm, patent)).containsExactlyInAnyOrder(dispute, patent);
        assertThat(Closure.faults(firm)).isEmpty();
    }

    @OnEveryPostgres
    void oneStatementMayTurnAChainAround(FirmDatabase firm) {
        UUID top = firm.client("Top");
        UUID middle = firm.litigation(top, "Middle");
        UUID bottom = firm.patent(middle, "Bottom");
        firm.run("""
                UPDATE paliad.projects
                SET parent_id = CASE id WHEN ?::uuid THEN NULL WHEN ?::uuid THEN ?::uuid ELSE ?::uuid END
                WHERE id IN (?, ?, ?)
                """, bottom, middle, bottom, middle, top, middle, bottom);
        assertThat(ancestors(firm, top)).containsExactlyInAnyOrder(top, middle, bottom);
        assertThat(Closure.faults(firm)).isEmpty();
    }

    @OnEveryPostgres
    void aSubtreeDeletedInOneStatementLeavesNothing(FirmDatabase firm) {
        UUID acme = firm.client("Acme");
        UUID dispute = firm.litigation(acme, "Dispute");
        firm.patent(dispute, "EP 1");
        UUID globex = firm.client("Globex");
        firm.run("""
                DELETE FROM paliad.projects
                WHERE id IN (SELECT descendant_id FROM paliad.project_closure WHERE ancestor_id = ?)
                """, acme);
        assertThat(firm.<UUID>values("SELECT ancestor_id FROM paliad.project_closure"))
                .containsExactly(globex);
    }

    @OnEveryPostgres
    void noNodeBecomesItsOwnAncestor(FirmDatabase firm) {
        UUID acme = firm.client("Acme");
        UUID dispute = firm.litigation(acme, "Dispute");
        UUID patent = firm.patent(dispute, "EP 1");
        for (UUID parent : List.of(acme, dispute, patent)) {
            assertRefused(() -> firm.run("UPDATE paliad.projects SET parent_id = ? WHERE id = ?", parent, acme));
        }
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        assertRefused(() -> firm.run(
                "INSERT INTO paliad.projects (id, parent_id, kind, title) VALUES (?, ?, 'client', '')", one, one));
        assertRefused(() -> firm.run("""
                INSERT INTO paliad.projects (id, parent_id, kind, title) VALUES (?, ?, 'client', ''), (?, ?, 'client', '')
                """, one, two, two, one));
        assertThat(Closure.faults(firm)).isEmpty();
    }

    @OnEveryPostgres
    void twoMovesInOneStatementCannotCloseACircle(FirmDatabase firm) {
        UUID acme = firm.client("Acme");
        UUID one = firm.litigation(acme, "One");
        UUID two = firm.litigation(acme, "Two");
        assertRefused(() -> firm.run(
                "UPDATE paliad.projects SET parent_id = CASE id WHEN ? THEN ?::uuid ELSE ?::uuid END WHERE id IN (?, ?)",
                one,
                two,
                one,
                one,
                two));
        assertThat(Closure.faults(firm)).isEmpty();
    }

    @OnEveryPostgres
    void aRebuildMendsWhatWentRoundTheTriggers(FirmDatabase firm) {
        UUID acme = firm.client("Acme");
        UUID globex = firm.client("Globex");
        UUID dispute = firm.litigation(acme, "Dispute");
        UUID patent = firm.patent(dispute, "EP 1");
        firm.run("SET session_replication_role = replica");
        firm.run("UPDATE paliad.projects SET parent_id = ? WHERE id = ?", globex, dispute);
        firm.caseUnder(dispute, "Case");
        firm.run("DELETE FROM paliad.projects WHERE id = ?", acme);
        firm.run("SET session_replication_role = origin");
        assertThat(Closure.faults(firm)).isNotEmpty();

        long mended = firm.<Long>value("SELECT paliad.rebuild_project_closure()");

        assertThat(mended).isEqualTo(3 + 2 + 3);
        assertThat(Closure.faults(firm)).isEmpty();
        assertThat(ancestors(firm, patent)).containsExactlyInAnyOrder(globex, dispute, patent);
        assertThat(firm.<Long>value("SELECT paliad.rebuild_project_closure()")).isZero();
    }

    @OnEveryPostgres
    void theClosureFollowsAnyRowOfStatements(FirmDatabase firm) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<UUID> nodes = new ArrayList<>(List.of(firm.client("Acme"), firm.client("Globex")));
        for (int i = 0; i < 150; i++) {
            UUID some = nodes.get(random.nextInt(nodes.size()));
            UUID other = nodes.get(random.nextInt(nodes.size()));
            try {
                switch (nodes.size() == 1 ? 0 : random.nextInt(4)) {
                    case 0, 1 -> nodes.add(firm.node("project", some, "Node"));
                    case 2 ->
                        firm.run(
                                "UPDATE paliad.projects SET parent_id = ? WHERE id IN (?, ?)",
                                nodes.get(random.nextInt(nodes.size())),
                                some,
                                other);
                    default -> {
                        firm.run("DELETE FROM paliad.projects WHERE id = ?", some);
                        nodes.remove(some);
                    }
                }
            } catch (SqlFailure refused) {
                assertThat(refused.state())
                        .as("a circle, or a node with children")
                        .isIn("23514", "23503");
            }
            assertThat(Closure.faults(firm)).as("seed " + seed + ", step " + i).isEmpty();
        }
    }

    private static List<UUID> ancestors(FirmDatabase firm, UUID node) {
        return firm.values("SELECT ancestor_id FROM paliad.project_closure WHERE descendant_id = ?", node);
    }

    private static void assertRefused(Runnable statement) {
        assertThatThrownBy(statement::run).hasMessageContaining("would be its own ancestor");
    }
}
