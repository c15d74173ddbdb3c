package de.msbls.paliad.calendar.sync.decision;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.Case;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tables of DESIGN §6, and what holds for every row of them. */
class DecisionTest {

    /**
     * {@code A/B}: A if the owner may edit, else B. {@code A|B}: A if it may be created now, else B. {@code A?B}: A if a
     * create is unanswered, else B; {@code A|B?C} is A, or B or C. {@code A!B}: A if what disappeared is to be put back and may be created now, else B.
     * RETRIED is a quarantine whose refusal is over; DELETING stands for ACTIVE and RETRIED while a deletion is unanswered,
     * of what is in scope again, and UNMADE for ABSENT: {@code A&B}: A while the deletion may still land.
     */
    private static final String TABLE = """
            standing    local    SAME       REWRITTEN  OURS_LANDED CHANGED              FOREIGN    UNREADABLE GONE
            ABSENT      SAME     ADOPT      ADOPT      ADOPT       ADOPT                QUARANTINE QUARANTINE CREATE|CLEAR?NOTHING
            ABSENT      CHANGED  ADOPT      ADOPT      ADOPT       ADOPT                QUARANTINE QUARANTINE CREATE|CLEAR?NOTHING
            ABSENT      NEW      ADOPT      ADOPT      ADOPT       ADOPT                QUARANTINE QUARANTINE CREATE|CLEAR?NOTHING
            ABSENT      LEFT     DELETE     DELETE     DELETE      DELETE_WITH_CONFLICT CLEAR      QUARANTINE CLEAR?NOTHING
            ACTIVE      SAME     NOTHING    ACCEPT     ACCEPT      PULL/RESTORE         QUARANTINE QUARANTINE RECREATE!SUPPRESS
            ACTIVE      CHANGED  UPDATE     UPDATE     ACCEPT      MERGE/RESTORE        QUARANTINE QUARANTINE RECREATE|CLEAR
            ACTIVE      NEW      UPDATE     UPDATE     ACCEPT      MERGE/RESTORE        QUARANTINE QUARANTINE RECREATE|CLEAR
            ACTIVE      LEFT     DELETE     DELETE     DELETE      DELETE_WITH_CONFLICT CLEAR      QUARANTINE CLEAR
            SUPPRESSED  SAME     REACTIVATE REACTIVATE REACTIVATE  REACTIVATE           NOTHING    NOTHING    NOTHING
            SUPPRESSED  CHANGED  REACTIVATE REACTIVATE REACTIVATE  REACTIVATE           NOTHING    NOTHING    NOTHING
            SUPPRESSED  NEW      REACTIVATE REACTIVATE REACTIVATE  REACTIVATE           NOTHING    NOTHING    NOTHING
            SUPPRESSED  LEFT     DELETE     DELETE     DELETE      DELETE_WITH_CONFLICT NOTHING    NOTHING    NOTHING
            QUARANTINED SAME     NOTHING    NOTHING    NOTHING     NOTHING              NOTHING    NOTHING    NOTHING
            QUARANTINED CHANGED  NOTHING    NOTHING    NOTHING     NOTHING              NOTHING    NOTHING    NOTHING
            QUARANTINED NEW      NOTHING    NOTHING    NOTHING     NOTHING              NOTHING    NOTHING    NOTHING
            QUARANTINED LEFT     NOTHING    NOTHING    NOTHING     NOTHING              NOTHING    NOTHING    CLEAR
            RETRIED     SAME     NOTHING    ACCEPT     ACCEPT      PULL/RESTORE         QUARANTINE QUARANTINE CREATE|CLEAR?NOTHING
            RETRIED     CHANGED  UPDATE     UPDATE     ACCEPT      MERGE/RESTORE        QUARANTINE QUARANTINE CREATE|CLEAR?NOTHING
            RETRIED     NEW      ADOPT      ADOPT      ADOPT       ADOPT                QUARANTINE QUARANTINE CREATE|CLEAR?NOTHING
            DELETING    SAME     WAIT&NOTHING WAIT&ACCEPT WAIT&ACCEPT PULL/RESTORE      QUARANTINE QUARANTINE RECREATE|CLEAR
            DELETING    CHANGED  WAIT&UPDATE WAIT&UPDATE WAIT&ACCEPT MERGE/RESTORE      QUARANTINE QUARANTINE RECREATE|CLEAR
            DELETING    NEW      WAIT&UPDATE WAIT&UPDATE WAIT&ACCEPT MERGE/RESTORE      QUARANTINE QUARANTINE RECREATE|CLEAR
            UNMADE      SAME     WAIT&ADOPT WAIT&ADOPT WAIT&ADOPT  WAIT&ADOPT           QUARANTINE QUARANTINE RECREATE|CLEAR
            UNMADE      CHANGED  WAIT&ADOPT WAIT&ADOPT WAIT&ADOPT  WAIT&ADOPT           QUARANTINE QUARANTINE RECREATE|CLEAR
            UNMADE      NEW      WAIT&ADOPT WAIT&ADOPT WAIT&ADOPT  WAIT&ADOPT           QUARANTINE QUARANTINE RECREATE|CLEAR
            RETRIED     LEFT     DELETE     DELETE     DELETE      DELETE_WITH_CONFLICT CLEAR      QUARANTINE CLEAR
            """;

    private static final Set<Action> WRITES_OR_DELETES = EnumSet.of(
            Action.CREATE,
            Action.UPDATE,
            Action.RESTORE,
            Action.MERGE,
            Action.RECREATE,
            Action.DELETE,
            Action.DELETE_WITH_CONFLICT);

    @Test
    void everyCombinationHasTheRowOfTheTable() {
        Map<String, String> table = table();
        for (Observation seen : everyObservation()) {
            assertThat(Decision.of(seen)).as("%s", seen).isEqualTo(expected(table, seen));
        }
    }

    @Test
    void nothingIsDoneWithoutKnowledge() {
        assertThat(everyObservation().stream().filter(seen -> seen.remote() == Remote.UNKNOWN))
                .allSatisfy(seen -> assertThat(Decision.of(seen)).isEqualTo(Action.WAIT));
    }

    @Test
    void whatIsNotOursOrCannotBeReadIsNeverWrittenOrDeleted() {
        Set<Remote> hands = EnumSet.of(Remote.FOREIGN, Remote.UNREADABLE);
        assertThat(everyObservation().stream().filter(seen -> hands.contains(seen.remote())))
                .allSatisfy(seen -> assertThat(Decision.of(seen)).isNotIn(WRITES_OR_DELETES));
    }

    @Test
    void nothingIsCreatedThatMayNotBeCreatedNow() {
        assertThat(everyObservation().stream().filter(seen -> !seen.creatable()))
                .allSatisfy(seen -> assertThat(Decision.of(seen)).isNotIn(Action.CREATE, Action.RECREATE));
    }

    @Test
    void nothingIsDeletedThatIsInScope() {
        assertThat(everyObservation().stream().filter(seen -> seen.local() != Local.LEFT))
                .allSatisfy(seen -> assertThat(Decision.of(seen)).isNotIn(Action.DELETE, Action.DELETE_WITH_CONFLICT));
    }

    @Test
    void nothingIsWrittenThatIsOutOfScope() {
        Set<Action> writes = EnumSet.copyOf(WRITES_OR_DELETES);
        writes.removeAll(EnumSet.of(Action.DELETE, Action.DELETE_WITH_CONFLICT));
        assertThat(everyObservation().stream().filter(seen -> seen.local() == Local.LEFT))
                .allSatisfy(seen -> assertThat(Decision.of(seen)).isNotIn(writes));
    }

    @Test
    void nobodyWhoMayOnlyReadChangesTheDatabase() {
        assertThat(everyObservation().stream().filter(seen -> !seen.mayEdit()))
                .allSatisfy(seen -> assertThat(Decision.of(seen)).isNotIn(Action.PULL, Action.MERGE));
    }

    @Test
    void anEditOfTheUserIsNeverWrittenOverOrDeletedWithoutBeingKept() {
        Set<Action> losing = EnumSet.of(Action.UPDATE, Action.ACCEPT, Action.DELETE, Action.SUPPRESS, Action.CLEAR);
        assertThat(everyObservation().stream().filter(seen -> seen.remote() == Remote.CHANGED))
                .allSatisfy(seen -> assertThat(Decision.of(seen)).isNotIn(losing));
    }

    @Test
    @Case(8)
    void aDeletionInTheCalendarStaysAndTouchesNoAppointment() {
        assertThat(everyObservation().stream()
                        .filter(seen -> seen.standing() == Standing.ACTIVE
                                && seen.local() == Local.SAME
                                && !seen.unanswered().isDeletion()
                                && seen.remote() == Remote.GONE
                                && !seen.putBack()))
                .allSatisfy(seen -> assertThat(Decision.of(seen)).isEqualTo(Action.SUPPRESS));
        assertThat(everyObservation().stream()
                        .filter(seen -> seen.standing() == Standing.SUPPRESSED && seen.remote() == Remote.GONE))
                .allSatisfy(seen -> assertThat(Decision.of(seen)).isEqualTo(Action.NOTHING));
    }

    private static Action expected(Map<String, String> table, Observation seen) {
        if (seen.remote() == Remote.UNKNOWN) {
            return Action.WAIT;
        }
        boolean isToBeCreated =
                seen.standing() == Standing.ABSENT || (row(seen).equals("RETRIED") && seen.local() != Local.LEFT);
        boolean underWay = seen.unanswered() == Unanswered.CREATE_UNDER_WAY && seen.remote() == Remote.GONE;
        if (isToBeCreated && underWay) {
            return Action.WAIT;
        }
        String cell = table.get(row(seen) + " " + seen.local() + " " + seen.remote());
        for (Map.Entry<String, Boolean> flag : List.of(
                Map.entry("/", seen.mayEdit()),
                Map.entry("\\|", seen.creatable()),
                Map.entry("\\?", seen.unanswered() != Unanswered.NONE),
                Map.entry("&", seen.unanswered() == Unanswered.DELETE_UNDER_WAY),
                Map.entry("!", seen.putBack() && seen.creatable()))) {
            String[] either = cell.split(flag.getKey());
            if (either.length == 2) {
                cell = flag.getValue() ? either[0] : either[1];
            }
        }
        return Action.valueOf(cell);
    }

    private static String row(Observation seen) {
        boolean retried = seen.standing() == Standing.QUARANTINED && seen.refusalOver();
        boolean agreed = seen.remote() != Remote.GONE && seen.local() != Local.NEW;
        boolean stands = seen.standing() == Standing.ACTIVE || (retried && agreed);
        if (stands && seen.local() != Local.LEFT && seen.unanswered().isDeletion()) {
            return "DELETING";
        }
        boolean isAbsent = seen.standing() == Standing.ABSENT || (retried && !agreed);
        if (isAbsent && seen.local() != Local.LEFT && seen.unanswered().isDeletion()) {
            return "UNMADE";
        }
        return retried ? "RETRIED" : seen.standing().name();
    }

    /** By standing, local and remote. */
    private static Map<String, String> table() {
        List<String[]> lines = TABLE.lines().map(line -> line.split(" +")).toList();
        String[] head = lines.get(0);
        Map<String, String> table = new HashMap<>();
        for (String[] line : lines.subList(1, lines.size())) {
            for (int column = 2; column < head.length; column++) {
                table.put(line[0] + " " + line[1] + " " + head[column], line[column]);
            }
        }
        return table;
    }

    private static List<Observation> everyObservation() {
        List<Observation> all = new ArrayList<>();
        for (Standing standing : Standing.values()) {
            for (Local local : Local.values()) {
                for (Remote remote : Remote.values()) {
                    for (Unanswered unanswered : Unanswered.values()) {
                        for (int flags = 0; flags < 16; flags++) {
                            all.add(new Observation(
                                    standing,
                                    local,
                                    remote,
                                    unanswered,
                                    (flags & 1) > 0,
                                    (flags & 2) > 0,
                                    (flags & 4) > 0,
                                    (flags & 8) > 0));
                        }
                    }
                }
            }
        }
        assertThat(all).hasSize(4 * 4 * 8 * 5 * 16);
        return all;
    }
}
