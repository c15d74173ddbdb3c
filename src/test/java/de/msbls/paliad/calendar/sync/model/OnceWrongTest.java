package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.sync.model.server.Manners;
import de.msbls.paliad.calendar.sync.model.server.Texts;
import de.msbls.paliad.calendar.sync.model.server.Weather;
import de.msbls.paliad.calendar.sync.model.server.Weather.Fault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories that once ended badly, each as short as it may be. */
class OnceWrongTest extends Histories {

    private static final Step ALL_WRITES_LATE = new Step.Tick(2, new Weather(EnumSet.of(Fault.LATE), 1, 1));

    @Test
    void aCreateThatLandsAfterItsAppointmentLeftTheScopeIsRemoved() {
        endsWell(
                CALM,
                new Step.Book(0, 0),
                ALL_WRITES_LATE,
                new Step.MoveAppointment(2, 5),
                CALM,
                new Step.LateOnesLand());
    }

    @Test
    void anUpdateThatLandsAfterItsAppointmentLeftTheScopeIsRemoved() {
        endsWell(
                CALM,
                new Step.Edit(0, Field.TITLE),
                ALL_WRITES_LATE,
                new Step.MoveAppointment(0, 5),
                CALM,
                new Step.LateOnesLand());
    }

    @Test
    void aDeletionThatLandsAfterItsAppointmentCameBackIsNotTheUsers() {
        endsWell(
                CALM,
                new Step.MoveAppointment(0, 5),
                ALL_WRITES_LATE,
                new Step.MoveAppointment(0, 0),
                CALM,
                new Step.LateOnesLand());
    }

    @Test
    void aDeletionWhoseAnswerWasLostIsNotTheUsersEither() {
        endsWell(
                CALM,
                new Step.MoveAppointment(0, 5),
                new Step.Tick(2, new Weather(EnumSet.of(Fault.RESET_AFTER), 1, 1)),
                new Step.MoveAppointment(0, 0),
                CALM);
    }

    @Test
    void aDeletionThatNeverArrivedIsForgottenOnceItsAppointmentIsBack() {
        endsWell(
                CALM,
                new Step.MoveAppointment(0, 5),
                new Step.Tick(2, new Weather(EnumSet.of(Fault.RESET_BEFORE), 1, 1)),
                new Step.MoveAppointment(0, 0),
                CALM);
    }

    @Test
    void aDeletionOfATombstoneMayLandLate() {
        endsWell(CALM, new Step.DeleteAppointment(0), ALL_WRITES_LATE, CALM, new Step.LateOnesLand());
    }

    @Test
    void aCreateThatLandsAfterItsAppointmentWasDeletedIsRemoved() {
        endsWell(
                CALM,
                new Step.Book(0, 0),
                ALL_WRITES_LATE,
                new Step.DeleteAppointment(2),
                CALM,
                new Step.LateOnesLand());
    }

    @Test
    void aCreateMayLandLateTwice() {
        endsWell(CALM, new Step.Book(0, 0), ALL_WRITES_LATE, ALL_WRITES_LATE, new Step.LateOnesLand(), CALM);
    }

    @Test
    void anUpdateMayLandAfterAnotherEdit() {
        endsWell(
                CALM,
                new Step.Edit(0, Field.TITLE),
                ALL_WRITES_LATE,
                new Step.Edit(0, Field.TITLE),
                CALM,
                new Step.LateOnesLand());
    }

    @Test
    void anUpdateMayLandBeforeTheNextLook() {
        endsWell(
                CALM,
                new Step.Edit(0, Field.TITLE),
                ALL_WRITES_LATE,
                new Step.Edit(0, Field.TITLE),
                new Step.LateOnesLand(),
                CALM);
    }

    @Test
    void anUpdateMayLandBeforeTheUserEditsAgain() {
        endsWell(
                CALM,
                new Step.Edit(0, Field.TITLE),
                ALL_WRITES_LATE,
                new Step.LateOnesLand(),
                new Step.EditThere(0, 0, Field.LOCATION),
                new Step.EditThere(0, 1, Field.LOCATION),
                new Step.Edit(0, Field.DESCRIPTION));
    }

    @Test
    void aCreateMayLandAfterItWasDoneAgainAndUndone() {
        endsWell(
                CALM,
                new Step.Book(0, 0),
                ALL_WRITES_LATE,
                CALM,
                new Step.DeleteAppointment(2),
                CALM,
                new Step.LateOnesLand());
    }

    @Test
    void anUpdateThatNoEtagHoldsBackMayLandAfterTheUserDeletedTheEvent() {
        endsWell(
                Manners.WEAK,
                CALM,
                new Step.Edit(0, Field.TITLE),
                new Step.LoseLease(
                        0,
                        1,
                        true,
                        false,
                        Service.Loss.TAKEN_OVER,
                        List.of(new Step.DeleteThere(0, 0), new Step.DeleteThere(0, 0))));
    }

    @Test
    void anUpdateThatNoEtagHoldsBackMayLandAfterAnotherEdit() {
        endsWell(
                Manners.WEAK,
                CALM,
                new Step.Edit(0, Field.TITLE),
                ALL_WRITES_LATE,
                new Step.Edit(0, Field.TITLE),
                CALM,
                new Step.LateOnesLand());
    }

    @Test
    void anUpdateThatNoEtagHoldsBackMayLandAfterItsAppointmentLeftTheScope() {
        endsWell(
                Manners.WEAK,
                CALM,
                new Step.Edit(0, Field.TITLE),
                ALL_WRITES_LATE,
                new Step.MoveAppointment(0, 5),
                CALM,
                new Step.LateOnesLand());
    }

    @Test
    void aNarrowerDetailIsNotWrittenOverAnAlarmThatNoListingShowsYet() {
        Manners weakAndLagging = new Manners(
                true,
                true,
                Texts.AS_SENT,
                Manners.Missing.SAID,
                Manners.Spelling.PLAIN,
                true,
                true,
                Manners.OldToken.REFUSED,
                true,
                true,
                false);
        endsWell(
                weakAndLagging,
                CALM,
                new Step.ListingsCatchUp(),
                CALM,
                new Step.AnnotateThere(0, 0),
                new Step.AnnotateThere(0, 1),
                new Step.SetDetail(0, "busy"),
                CALM);
    }

    @Test
    void whatAListingShowedMissingIsHeldUntilItIsAnswered() {
        Manners forgetful = new Manners(
                false,
                true,
                Texts.AS_SENT,
                Manners.Missing.SAID,
                Manners.Spelling.PLAIN,
                true,
                true,
                Manners.OldToken.NOTHING_CHANGED,
                true,
                false,
                false);
        endsWell(
                new Frame(forgetful, 1, true, 4),
                CALM,
                CALM,
                new Step.DeleteThere(0, 0),
                new Step.DeleteThere(0, 0),
                new Step.Tick(2, new Weather(EnumSet.of(Fault.TOKEN_FORGOTTEN), 1, 1)));
    }

    @Test
    void aCreateNeverReadBackAndDeletedAgainIsOverThen() {
        endsWell(
                Manners.WEAK,
                new Step.Tick(2, new Weather(EnumSet.of(Fault.SERVER_ERROR_AFTER), 1, 1)),
                new Step.MoveAppointment(0, 5),
                new Step.Tick(2, new Weather(EnumSet.of(Fault.SERVER_ERROR_AFTER), 1, 1)),
                new Step.MinutesPass());
    }

    @Test
    void whatWasDeletedBeforeItsCreateWasKnownComesBackUnderAnotherUid() {
        endsWell(
                new Step.Tick(2, new Weather(EnumSet.of(Fault.SERVER_ERROR_AFTER), 1, 1)),
                new Step.MoveAppointment(0, 5),
                ALL_WRITES_LATE,
                new Step.MoveAppointment(0, 0),
                CALM,
                new Step.LateOnesLand());
    }

    @Test
    void anUpdateMayLandWhereNothingIsKnownOfPreconditions() {
        Manners neverProbed = new Manners(
                false,
                false,
                Texts.AS_SENT,
                Manners.Missing.SAID,
                Manners.Spelling.ENCODED,
                true,
                false,
                Manners.OldToken.ALL_IS_NEW,
                false,
                false,
                false);
        endsWell(
                neverProbed,
                CALM,
                new Step.Edit(0, Field.LOCATION),
                ALL_WRITES_LATE,
                CALM,
                new Step.DeleteAppointment(0),
                CALM);
    }

    @Test
    void anEditIsKeptWhereItsAppointmentIsDeletedBeforeTheAnswerToItsCreateIsKnown() {
        endsWell(
                Manners.GOOD,
                new Step.Tick(2, new Weather(EnumSet.of(Fault.RESET_AFTER), 1, 1)),
                new Step.EditThere(0, 0, Field.TITLE),
                new Step.DeleteAppointment(0),
                CALM);
    }

    @Test
    void aPodThatIsToldToEndLeavesWhatItOwesToAnother() {
        List<Step> steps = new ArrayList<>();
        for (int node = 0; node < 8; node++) {
            steps.add(new Step.Team(0, node, "observer"));
        }
        steps.add(new Step.Book(0, 1));
        steps.add(CALM);
        for (int event = 0; event < 3; event++) {
            steps.add(new Step.EditThere(0, event, Field.TITLE));
        }
        steps.add(new Step.LoseLease(0, 2, false, true, Service.Loss.LET_GO, List.of()));
        steps.add(CALM);
        endsWell(Manners.GOOD, steps.toArray(Step[]::new));
    }

    @Test
    void anEditIsKeptWhereTheDetailIsNarrowerBeforeItIsSeen() {
        endsWell(
                Manners.GOOD,
                CALM,
                new Step.EditThere(0, 0, Field.TITLE),
                new Step.EditThere(0, 0, Field.LOCATION),
                new Step.SetDetail(0, "busy"),
                CALM);
    }

    @Test
    void whatTheUserDeletesBeforeTheNextLookIsDeletedWhereTokensCompareStates() {
        endsWell(Manners.COMPARING, CALM, new Step.Book(0, 0), CALM, new Step.DeleteThere(0, 2), CALM);
    }

    @Test
    void aCalendarEmptiedBeforeTheNextLookIsHeldWhereTokensCompareStates() {
        endsHeld(
                new Frame(Manners.COMPARING, 1, true, 4),
                CALM,
                new Step.DeleteThere(0, 0),
                new Step.DeleteThere(0, 0),
                new Step.DeleteThere(0, 0));
    }

    @Test
    void aCalendarEmptiedWithinTheLagOfItsListingsIsHeldWhenTheLagIsOver() {
        endsHeld(
                new Frame(Manners.GOOD, 1, true, 4, true),
                CALM,
                CALM,
                new Step.DeleteThere(0, 0),
                new Step.DeleteThere(0, 0),
                new Step.DeleteThere(0, 0),
                CALM,
                CALM);
    }

    @Test
    void aDeletionThatWasNotBegunOfWhatWasNeverKnownToBeMadeIsBegunLater() {
        endsWell(
                new Step.Tick(2, new Weather(EnumSet.of(Fault.SERVER_ERROR_AFTER), 1, 1)),
                new Step.MoveAppointment(0, 5),
                new Step.MoveAppointment(1, 5),
                new Step.Tick(2, new Weather(EnumSet.of(Fault.RESET_AFTER), 1, 1)),
                CALM);
    }

    @Test
    void aCreateNeverAnsweredIsOverWhereTheEventIsGoneAndItsAppointmentIsLongAgo() {
        endsWell(
                new Step.Tick(2, new Weather(EnumSet.of(Fault.SERVER_ERROR_AFTER), 1, 1)),
                new Step.DeleteThere(0, 0),
                new Step.DeleteThere(0, 0),
                new Step.Edit(0, Field.TIME),
                CALM);
    }

    @Test
    void aRefusedCreateThatWasTriedAgainAndNotAnsweredIsTakenOverAsItStands() {
        Manners cuttingShort = new Manners(
                false,
                true,
                Texts.TRUNCATED,
                Manners.Missing.SAID,
                Manners.Spelling.PLAIN,
                true,
                true,
                Manners.OldToken.REFUSED,
                true,
                false,
                false);
        endsWell(
                cuttingShort,
                new Step.Tick(2, new Weather(EnumSet.of(Fault.REFUSED), 1, 1)),
                new Step.Edit(0, Field.TITLE),
                new Step.Edit(1, Field.TITLE),
                new Step.Tick(2, new Weather(EnumSet.of(Fault.SERVER_ERROR_AFTER), 1, 1)),
                CALM);
    }

    @Test
    void whatWasRefusedThenEditedAndNotTakenForAnotherReasonIsStillOwed() {
        endsWell(
                CALM,
                new Step.Edit(0, Field.TITLE),
                new Step.Tick(2, new Weather(EnumSet.of(Fault.REFUSED), 1, 1)),
                new Step.Edit(0, Field.TITLE),
                new Step.Tick(2, new Weather(EnumSet.of(Fault.PRECONDITION_FAILED), 1, 1)),
                CALM);
    }
}
