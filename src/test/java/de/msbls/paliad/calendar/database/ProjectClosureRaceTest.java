package de.msbls.paliad.calendar.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.msbls.paliad.calendar.testing.Case;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import de.msbls.paliad.calendar.testing.SqlSession;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;

class ProjectClosureRaceTest {

    private static final String MOVE = "UPDATE paliad.projects SET parent_id = ? WHERE id = ?";
    private static final String INSERT_CASE =
            "INSERT INTO paliad.projects (parent_id, kind, title) VALUES (?, 'case', 'Case')";

    @OnEveryPostgres
    @Case(36)
    void casesInsertedWhileTheirLitigationMovesEndUpWhereItDoes(FirmDatabase firm) {
        UUID acme = firm.client("Acme");
        UUID globex = firm.client("Globex");
        UUID dispute = firm.litigation(acme, "Dispute");
        try (Race race = new Race();
                SqlSession first = firm.anotherSession();
                SqlSession second = firm.anotherSession();
                SqlSession mover = firm.anotherSession()) {
            for (int round = 0; round < 150; round++) {
                UUID destination = round % 2 == 0 ? globex : acme;
                race.together(List.of(
                        () -> inTransaction(first, () -> first.run(INSERT_CASE, dispute)),
                        () -> inTransaction(second, () -> second.run(INSERT_CASE, dispute)),
                        () -> inTransaction(mover, () -> mover.run(MOVE, destination, dispute))));
                assertThat(Closure.faults(firm)).as("round " + round).isEmpty();
            }
        }
    }

    @OnEveryPostgres
    @Case(36)
    void aMoveWaitsForAnInsertBeneathItAndTakesItAlong(FirmDatabase firm) {
        UUID globex = firm.client("Globex");
        UUID dispute = firm.litigation(firm.client("Acme"), "Dispute");
        try (Race race = new Race();
                SqlSession inserter = firm.anotherSession();
                SqlSession mover = firm.anotherSession()) {
            inserter.begin();
            inserter.run(INSERT_CASE, dispute);
            Future<?> move = race.start(() -> mover.run(MOVE, globex, dispute));
            Race.untilSomeoneWaits(firm);
            inserter.commit();
            Race.finish(move);
            assertThat(Closure.faults(firm)).isEmpty();
        }
    }

    @OnEveryPostgres
    @Case(36)
    void anInsertWaitsForAMoveAboveItAndFollows(FirmDatabase firm) {
        UUID globex = firm.client("Globex");
        UUID dispute = firm.litigation(firm.client("Acme"), "Dispute");
        try (Race race = new Race();
                SqlSession inserter = firm.anotherSession();
                SqlSession mover = firm.anotherSession()) {
            mover.begin();
            mover.run(MOVE, globex, dispute);
            Future<?> insert = race.start(() -> inserter.run(INSERT_CASE, dispute));
            Race.untilSomeoneWaits(firm);
            mover.commit();
            Race.finish(insert);
            assertThat(Closure.faults(firm)).isEmpty();
        }
    }

    @OnEveryPostgres
    void ofTwoMovesThatWouldCloseACircleTheSecondIsRefused(FirmDatabase firm) {
        UUID one = firm.client("One");
        UUID two = firm.client("Two");
        try (Race race = new Race();
                SqlSession first = firm.anotherSession();
                SqlSession second = firm.anotherSession()) {
            first.begin();
            first.run(MOVE, two, one);
            Future<?> circle = race.start(() -> second.run(MOVE, one, two));
            Race.untilSomeoneWaits(firm);
            first.commit();
            assertThatThrownBy(() -> Race.finish(circle)).hasMessageContaining("would be its own ancestor");
            assertThat(Closure.faults(firm)).isEmpty();
        }
    }

    private static void inTransaction(SqlSession session, Runnable work) {
        session.begin();
        work.run();
        session.commit();
    }
}
