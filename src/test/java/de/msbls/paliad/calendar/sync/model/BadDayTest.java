package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.sync.model.server.Manners;
import de.msbls.paliad.calendar.sync.model.server.Weather;
import de.msbls.paliad.calendar.sync.model.server.Weather.Fault;
import de.msbls.paliad.calendar.testing.Case;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers on a bad day: both sides end equal, nothing is lost, and nothing is written without need. */
class BadDayTest extends Histories {

    private static Step tickUnder(Fault fault) {
        return new Step.Tick(2, new Weather(EnumSet.of(fault), 1, 1));
    }

    @Test
    @Case(2)
    void oneNotFoundWithinAMultigetKeepsNoOtherFromBeingTaken() {
        endsWell(
                CALM,
                new Step.EditThere(0, 0, Field.TITLE),
                new Step.EditThere(0, 1, Field.LOCATION),
                tickUnder(Fault.INNER_NOT_FOUND),
                CALM);
    }

    @Test
    @Case(3)
    void changesThatComeInPiecesAllCome() {
        endsWell(
                CALM,
                new Step.EditThere(0, 0, Field.TITLE),
                new Step.EditThere(0, 1, Field.TITLE),
                new Step.DeleteThere(3, 0),
                tickUnder(Fault.TRUNCATED_LISTING));
    }

    @Test
    @Case(13)
    void aRefusedObjectIsNotOfferedAgainAndAgain() {
        endsWell(CALM, new Step.Book(0, 0), tickUnder(Fault.REFUSED), CALM, CALM);
    }

    @Test
    @Case(24)
    void aForgottenTokenCostsAListingAndNoChange() {
        endsWell(
                CALM,
                CALM,
                new Step.EditThere(0, 0, Field.TITLE),
                new Step.DeleteThere(3, 0),
                tickUnder(Fault.TOKEN_FORGOTTEN));
    }

    @Test
    @Case(24)
    void aTokenMovesOnlyWithWhatItCovers() {
        endsWell(CALM, CALM, new Step.EditThere(0, 0, Field.TITLE), tickUnder(Fault.LEFT_OUT), CALM);
        endsWell(CALM, CALM, new Step.EditThere(0, 0, Field.TITLE), tickUnder(Fault.CUT_XML), CALM);
    }

    @Test
    void aServerThatIgnoresPreconditionsIsLookedAtBeforeAnythingIsDeletedThere() {
        endsWell(
                Manners.FAITHLESS,
                CALM,
                new Step.EditThere(0, 0, Field.TITLE),
                new Step.EditThere(0, 1, Field.TITLE),
                new Step.MoveAppointment(0, 5),
                CALM);
    }

    /** Nobody can help what comes between the look and the deletion, and that alone is let pass. */
    @Test
    void onAServerThatIgnoresPreconditionsAnEditMayBeOvertaken() {
        endsWell(
                Manners.FAITHLESS,
                CALM,
                new Step.MoveAppointment(0, 5),
                new Step.TickWhile(
                        0,
                        1,
                        true,
                        false,
                        List.of(new Step.EditThere(0, 0, Field.TITLE), new Step.EditThere(0, 1, Field.TITLE))));
    }

    @Test
    void whereListingsLagWhatWasJustWrittenIsNotTakenForDeleted() {
        endsWell(
                Manners.LAGGING,
                CALM,
                new Step.Book(0, 0),
                CALM,
                CALM,
                new Step.DeleteThere(0, 0),
                CALM,
                new Step.ListingsCatchUp(),
                CALM);
    }
}
