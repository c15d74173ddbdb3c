package de.msbls.paliad.calendar.sync.item.plan;

import static de.msbls.paliad.calendar.sync.item.plan.Desk.delete;
import static de.msbls.paliad.calendar.sync.item.plan.Desk.edited;
import static de.msbls.paliad.calendar.sync.item.plan.Desk.fields;
import static de.msbls.paliad.calendar.sync.item.plan.Desk.fieldsPut;
import static de.msbls.paliad.calendar.sync.item.plan.Desk.put;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.caldav.object.Precondition;
import de.msbls.paliad.calendar.ical.OwnedField;
import de.msbls.paliad.calendar.sync.Appointments;
import de.msbls.paliad.calendar.sync.decision.Action;
import de.msbls.paliad.calendar.sync.decision.Remote;
import de.msbls.paliad.calendar.sync.decision.Standing;
import de.msbls.paliad.calendar.sync.event.Conflict;
import de.msbls.paliad.calendar.sync.item.write.Prepared;
import de.msbls.paliad.calendar.sync.target.Intent;
import de.msbls.paliad.calendar.sync.target.Target;
import de.msbls.paliad.calendar.testing.Case;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a tick does with one appointment, beyond the decision itself. */
class PlannerTest {

    private static final String OTHER_TIME = "20261201T120000";

    private final Desk desk = new Desk();

    // Both sides

    @Test
    void aNewAppointmentIsPutWhereNothingStandsUnderAnIntent() {
        Plan plan = desk.plan(null, Remote.GONE);

        assertThat(plan.action()).isEqualTo(Action.CREATE);
        assertThat(plan.isNew()).isTrue();
        assertThat(put(plan).precondition()).isEqualTo(new Precondition.IfNoneMatch());
        assertThat(put(plan).href()).startsWith("/anna/work/").endsWith(".ics");
        Target committed = desk.committed(plan);
        assertThat(committed.hasIntent(Intent.Kind.CREATE)).isTrue();
        assertThat(committed.sent()).isEqualTo(put(plan).text());
        assertThat(committed.intent().fence()).isEqualTo(7);
    }

    @Test
    void whatBothSidesAgreeOnIsLeftAlone() {
        Plan plan = desk.plan(desk.standing(), Remote.SAME);

        assertThat(plan.action()).isEqualTo(Action.NOTHING);
        assertThat(plan.write()).isNull();
        assertThat(plan.prepared()).isNull();
    }

    @Test
    @Case(33)
    void aTitleChangedHereAndATimeChangedOnThePhoneBothSurvive() {
        Target target = desk.standing();
        String onThePhone = moved(target.stored());
        desk.appointment = Appointments.titled(desk.appointment, "Hearing, postponed");
        Plan plan = desk.plan(target, Remote.CHANGED, onThePhone, "\"2\"");

        assertThat(plan.action()).isEqualTo(Action.MERGE);
        assertThat(plan.conflict()).isNull();
        assertThat(plan.pull().taken()).containsExactly(OwnedField.TIME);
        assertThat(plan.pull().expectedVersion()).isEqualTo(2);
        assertThat(fieldsPut(plan).summary()).isEqualTo("Hearing, postponed");
        assertThat(fieldsPut(plan).time()).isEqualTo(fields(onThePhone).time());
        assertThat(put(plan).precondition()).isEqualTo(new Precondition.IfMatch("\"2\""));
    }

    @Test
    @Case(34)
    void theSameFieldChangedOnBothSidesStaysTheDatabasesAndTheOtherIsKept() {
        Target target = desk.standing();
        desk.appointment = Appointments.titled(desk.appointment, "Ours");
        Plan plan = desk.plan(target, Remote.CHANGED, edited(target.stored(), "SUMMARY", "Theirs"), "\"2\"");

        assertThat(plan.action()).isEqualTo(Action.MERGE);
        assertThat(plan.pull()).isNull();
        assertThat(fieldsPut(plan).summary()).isEqualTo("Ours");
        Conflict conflict = plan.conflict();
        assertThat(conflict.cause()).isEqualTo(Conflict.Cause.BOTH_CHANGED);
        assertThat(conflict.fields()).containsExactly(OwnedField.SUMMARY);
        assertThat(conflict.remote().summary()).isEqualTo("Theirs");
        assertThat(conflict.database().summary()).isEqualTo("Ours");
    }

    @Test
    void theSameEditOnBothSidesNeedsNeitherARequestNorAConflict() {
        Target target = desk.standing();
        desk.appointment = Appointments.titled(desk.appointment, "Agreed");
        Plan plan = desk.plan(target, Remote.CHANGED, edited(target.stored(), "SUMMARY", "Agreed"), "\"2\"");

        assertThat(plan.write()).isNull();
        assertThat(plan.conflict()).isNull();
        assertThat(plan.pull()).isNull();
        assertThat(desk.committed(plan).baseVersion()).isEqualTo(2);
        assertThat(desk.committed(plan).etag()).isEqualTo("\"2\"");
    }

    @Test
    void anEditInTheCalendarIsTakenOverWithoutARequest() {
        Target target = desk.standing();
        Plan plan = desk.plan(target, Remote.CHANGED, edited(target.stored(), "SUMMARY", "From the phone"), "\"2\"");

        assertThat(plan.action()).isEqualTo(Action.PULL);
        assertThat(plan.write()).isNull();
        assertThat(plan.pull().taken()).containsExactly(OwnedField.SUMMARY);
        assertThat(plan.pull().fields().summary()).isEqualTo("From the phone");
        Target committed = plan.prepared().apply(2);
        assertThat(committed.baseVersion()).isEqualTo(2);
        desk.appointment = Appointments.titled(desk.appointment, "From the phone");
        assertThat(desk.plan(committed, Remote.SAME).action()).isEqualTo(Action.NOTHING);
    }

    @Test
    void anObserversEditIsPutBackAndKeptAsAConflict() {
        Target target = desk.standing();
        desk.mayEdit = false;
        Plan plan = desk.plan(target, Remote.CHANGED, edited(target.stored(), "SUMMARY", "Mine"), "\"2\"");

        assertThat(plan.action()).isEqualTo(Action.RESTORE);
        assertThat(plan.pull()).isNull();
        assertThat(fieldsPut(plan).summary()).isEqualTo("Hearing");
        assertThat(plan.conflict().cause()).isEqualTo(Conflict.Cause.MAY_NOT_EDIT);
        assertThat(plan.conflict().remote().summary()).isEqualTo("Mine");
    }

    @Test
    @Case(30)
    void anAlarmSurvivesAChangeOfTheTitle() {
        Target target = desk.standing();
        String alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n";
        String withAlarm = target.stored().replace("END:VEVENT", alarm + "END:VEVENT");
        Target accepted = desk.committed(desk.plan(target, Remote.REWRITTEN, withAlarm, "\"2\""));
        desk.appointment = Appointments.titled(desk.appointment, "Changed");

        Plan plan = desk.plan(accepted, Remote.SAME);

        assertThat(put(plan).text()).contains(alarm).contains("SUMMARY:Changed");
        assertThat(put(plan).precondition()).isEqualTo(new Precondition.IfMatch("\"2\""));
    }

    // Servers that write something else than we sent

    @Test
    @Case(18)
    void aTextThatTheServerCutShortIsNeitherPulledNorPutAgain() {
        Target target = desk.standing();
        String cut = edited(target.stored(), "DESCRIPTION", "Bring");
        Target readBack = target.agreed(1, desk.detail, "\"2\"", cut, target.stored());
        assertThat(desk.plan(readBack, Remote.SAME).action()).isEqualTo(Action.NOTHING);

        Plan rewritten = desk.plan(readBack, Remote.REWRITTEN, cut, "\"3\"");
        assertThat(rewritten.action()).isEqualTo(Action.ACCEPT);
        assertThat(rewritten.pull()).isNull();
        assertThat(rewritten.write()).isNull();

        Target accepted = desk.committed(rewritten);
        for (String title : new String[] {"Second", "Third"}) {
            desk.appointment = Appointments.titled(desk.appointment, title);
            Plan update = desk.plan(accepted, Remote.SAME);
            assertThat(fieldsPut(update).summary()).isEqualTo(title);
            assertThat(fieldsPut(update).description()).isEqualTo("Bring");
            accepted = desk.taken(update, "\"4\"");
        }
    }

    @Test
    void anObjectWithAWeakEtagIsPutAndDeletedWithoutAPrecondition() {
        Target target = desk.standing();
        desk.appointment = Appointments.titled(desk.appointment, "Changed");
        assertThat(put(desk.plan(target, Remote.REWRITTEN, target.stored(), "W/\"2\""))
                        .precondition())
                .isEqualTo(new Precondition.None());
        desk.inScope = false;
        assertThat(delete(desk.plan(target, Remote.REWRITTEN, target.stored(), "W/\"2\""))
                        .etag())
                .isNull();
    }

    @Test
    void aWriteThatWasCutOffIsNoSignOfALoop() {
        Target target = desk.standing();
        desk.mayEdit = false;
        String theirs = edited(target.stored(), "SUMMARY", "Mine");
        for (int cutOff = 1; cutOff <= 5; cutOff++) {
            Plan plan = desk.plan(target, Remote.CHANGED, theirs, "\"2\"");
            assertThat(plan.action()).isEqualTo(Action.RESTORE);
            target = desk.committed(plan).withoutIntent();
        }
    }

    @Test
    void theSameVersionIsWrittenThreeTimesAndThenQuarantined() {
        Target target = desk.standing();
        desk.mayEdit = false;
        String theirs = edited(target.stored(), "SUMMARY", "Mine");
        for (int write = 2; write <= 3; write++) {
            Plan plan = desk.plan(target, Remote.CHANGED, theirs, "\"" + write + "\"");
            assertThat(plan.action()).isEqualTo(Action.RESTORE);
            target = desk.taken(plan, "\"" + write + "'\"");
        }
        Plan fourth = desk.plan(target, Remote.CHANGED, theirs, "\"9\"");

        assertThat(fourth.action()).isEqualTo(Action.QUARANTINE);
        assertThat(fourth.write()).isNull();
        assertThat(desk.committed(fourth).reason()).isEqualTo("write_loop");
        assertThat(fourth.conflict()).isNotNull();
    }

    // Crashes

    @Test
    @Case(27)
    void aCreateThatLandedUnseenIsAdopted() {
        Target cutOff = desk.committed(desk.plan(null, Remote.GONE));
        Plan plan = desk.plan(cutOff, Remote.OURS_LANDED, cutOff.sent(), "\"1\"");

        assertThat(plan.action()).isEqualTo(Action.ADOPT);
        assertThat(plan.write()).isNull();
        Target adopted = desk.committed(plan);
        assertThat(adopted.standing()).isEqualTo(Standing.ACTIVE);
        assertThat(adopted.baseVersion()).isEqualTo(1);
        assertThat(adopted.intent()).isNull();
        assertThat(desk.plan(adopted, Remote.SAME).action()).isEqualTo(Action.NOTHING);
    }

    @Test
    @Case(27)
    void anUpdateThatLandedUnseenBecomesTheBase() {
        Target target = desk.standing();
        desk.appointment = Appointments.titled(desk.appointment, "Changed");
        Target cutOff = desk.committed(desk.plan(target, Remote.SAME));
        Plan plan = desk.plan(cutOff, Remote.OURS_LANDED, cutOff.sent(), "\"2\"");

        assertThat(plan.action()).isEqualTo(Action.ACCEPT);
        assertThat(plan.write()).isNull();
        assertThat(plan.unsettled()).isFalse();
        assertThat(desk.committed(plan).baseVersion()).isEqualTo(2);
    }

    @Test
    void whatLandedUnseenAndIsOutOfDateIsWrittenByTheNextTick() {
        Target target = desk.standing();
        desk.appointment = Appointments.titled(desk.appointment, "Changed");
        Target cutOff = desk.committed(desk.plan(target, Remote.SAME));
        desk.appointment = Appointments.titled(desk.appointment, "Changed again");
        Plan plan = desk.plan(cutOff, Remote.OURS_LANDED, cutOff.sent(), "\"2\"");

        assertThat(plan.unsettled()).isTrue();
        Plan next = desk.plan(desk.committed(plan), Remote.SAME);
        assertThat(fieldsPut(next).summary()).isEqualTo("Changed again");
        assertThat(put(next).precondition()).isEqualTo(new Precondition.IfMatch("\"2\""));
    }

    @Test
    void aRequestThatNeverArrivedIsMadeAgain() {
        Target target = desk.standing();
        desk.appointment = Appointments.titled(desk.appointment, "Changed");
        Target cutOff = desk.committed(desk.plan(target, Remote.SAME));
        Plan plan = desk.plan(cutOff, Remote.REWRITTEN, target.stored(), "\"1\"");

        assertThat(plan.action()).isEqualTo(Action.UPDATE);
        assertThat(fieldsPut(plan).summary()).isEqualTo("Changed");
    }

    @Test
    void aRefusalCountsNoMoreWhereItsOwnerAskedWhileATickHeldTheItem() {
        Target target = desk.standing();
        desk.appointment = Appointments.titled(desk.appointment, "Changed");
        Target refused = target.quarantined("refused", desk.appointment.version(), "\"1\"");

        assertThat(desk.plan(refused, Remote.SAME).action()).isEqualTo(Action.NOTHING);
        desk.tryAgain = true;
        assertThat(desk.plan(refused, Remote.SAME).action()).isEqualTo(Action.UPDATE);
    }

    @Test
    void aQuarantineForgetsTheTextOfARequestWhoseEndIsNotKnown() {
        Target target = desk.standing();
        desk.appointment = Appointments.titled(desk.appointment, "Changed");
        Target cutOff = desk.committed(desk.plan(target, Remote.SAME));
        Target quarantined = desk.committed(desk.plan(cutOff, Remote.UNREADABLE, null, "\"x\""));
        assertThat(quarantined.standing()).isEqualTo(Standing.QUARANTINED);

        Plan plan = desk.plan(quarantined, Remote.REWRITTEN, target.stored(), "\"3\"");
        assertThat(fieldsPut(plan).summary()).isEqualTo("Changed");
    }

    // Deletions

    @Test
    void anEditBeatsADeletionUnderAnotherUidAndHref() {
        Target target = desk.standing();
        desk.appointment = Appointments.titled(desk.appointment, "Changed");
        Plan plan = desk.plan(target, Remote.GONE);

        assertThat(put(plan).precondition()).isEqualTo(new Precondition.IfNoneMatch());
        assertThat(put(plan).href()).isNotEqualTo(target.href());
        Target committed = desk.committed(plan);
        assertThat(committed.uid()).isNotEqualTo(target.uid());
        assertThat(committed.incarnation()).isEqualTo(1);
        assertThat(committed.id()).isEqualTo(target.id());
    }

    @Test
    void whatLeftTheScopeIsDeletedAsItWasSeenLast() {
        Target target = desk.standing();
        desk.inScope = false;
        Plan plan = desk.plan(target, Remote.SAME);

        assertThat(delete(plan).etag()).isEqualTo("\"1\"");
        assertThat(plan.conflict()).isNull();
        assertThat(desk.committed(plan).hasIntent(Intent.Kind.DELETE)).isTrue();
    }

    @Test
    void anEditOfWhatLeftTheScopeIsKeptAndShowsNothingOfTheDatabase() {
        Target target = desk.standing();
        desk.inScope = false;
        desk.appointment = Appointments.titled(desk.appointment, "Secret by now");
        Plan plan = desk.plan(target, Remote.CHANGED, edited(target.stored(), "SUMMARY", "Mine"), "\"2\"");

        assertThat(delete(plan).etag()).isEqualTo("\"2\"");
        assertThat(plan.conflict().cause()).isEqualTo(Conflict.Cause.LEFT_SCOPE);
        assertThat(plan.conflict().fields()).containsExactly(OwnedField.SUMMARY);
        assertThat(plan.conflict().database()).isNull();
    }

    @Test
    void anEditOfACutOffCreateThatLeftTheScopeIsKeptToo() {
        Target cutOff = desk.committed(desk.plan(null, Remote.GONE));
        desk.inScope = false;
        Plan plan = desk.plan(cutOff, Remote.CHANGED, edited(cutOff.sent(), "SUMMARY", "Mine"), "\"2\"");

        assertThat(plan.action()).isEqualTo(Action.DELETE_WITH_CONFLICT);
        assertThat(plan.conflict().fields()).containsExactly(OwnedField.SUMMARY);
    }

    @Test
    void whatTheServerRefusedToUpdateIsDeletedWhenItLeavesTheScope() {
        Target target = desk.standing();
        desk.appointment = Appointments.titled(desk.appointment, "Refused");
        Target refused = target.quarantined("refused", 2, "\"1\"");
        assertThat(desk.plan(refused, Remote.SAME).action()).isEqualTo(Action.NOTHING);

        desk.inScope = false;
        Plan plan = desk.plan(refused, Remote.SAME);
        assertThat(plan.action()).isEqualTo(Action.DELETE);

        Prepared deletion = new Prepared(plan, desk.committed(plan), 2);
        Target refusedAgain = deletion.target().quarantined("refused", deletion.refusedVersion(), "\"1\"");
        assertThat(desk.plan(refusedAgain, Remote.SAME).action()).isEqualTo(Action.NOTHING);
    }

    // The window, and rows that make no event

    @Test
    void whatEndedLongAgoIsNotCreatedAndWhatStandsThereStays() {
        Target target = desk.standing();
        desk.appointment = Appointments.timed("2026-01-01T09:00:00Z", "2026-01-01T10:00:00Z", "Europe/Berlin");

        assertThat(desk.plan(null, Remote.GONE).action()).isEqualTo(Action.NOTHING);
        assertThat(desk.plan(target, Remote.SAME).action()).isEqualTo(Action.NOTHING);
    }

    @Test
    void whatEndedLongAgoAndWasDeletedThereIsNotCreatedAnewByAnEdit() {
        desk.appointment = Appointments.timed("2026-05-30T09:00:00Z", "2026-05-30T10:00:00Z", "Europe/Berlin");
        Target target = desk.standing();
        desk.appointment = Appointments.timed("2026-01-01T09:00:00Z", "2026-01-01T10:00:00Z", "Europe/Berlin");
        desk.appointment = Appointments.titled(desk.appointment, "Edited");

        Plan plan = desk.plan(target, Remote.GONE);
        assertThat(plan.write()).isNull();
        assertThat(desk.committed(plan).standing()).isEqualTo(Standing.ABSENT);
    }

    @Test
    void anAppointmentThatMakesNoEventIsLeftOutOrQuarantinedWithItsReason() {
        Target target = desk.standing();
        desk.appointment = Appointments.startingAt(desk.appointment, null);

        assertThat(desk.plan(null, Remote.GONE).action()).isEqualTo(Action.NOTHING);
        Plan plan = desk.plan(target, Remote.SAME);
        assertThat(plan.action()).isEqualTo(Action.QUARANTINE);
        assertThat(plan.write()).isNull();
        Target quarantined = desk.committed(plan);
        assertThat(quarantined.reason()).isEqualTo("no_start");

        desk.appointment = Appointments.startingAt(desk.appointment, Instant.parse("2026-12-01T08:00:00Z"));
        assertThat(desk.plan(quarantined, Remote.SAME).action()).isEqualTo(Action.UPDATE);
    }

    @Test
    @Case(8)
    void whatTheUserDeletedDoesNotComeBackByABrokenAndMendedRow() {
        Target suppressed = desk.standing().suppressed();
        desk.appointment = Appointments.startingAt(desk.appointment, null);
        Plan plan = desk.plan(suppressed, Remote.GONE);

        assertThat(plan.action()).isEqualTo(Action.NOTHING);
        assertThat(plan.prepared()).isNull();
    }

    @Test
    void aBrokenRowDoesNotForgetARequestWhoseEndIsNotKnown() {
        Target cutOff = desk.committed(desk.plan(null, Remote.GONE));
        desk.appointment = Appointments.startingAt(desk.appointment, null);

        assertThat(desk.plan(cutOff, Remote.OURS_LANDED, cutOff.sent(), "\"1\"").prepared())
                .isNull();
    }

    private static String moved(String text) {
        return text.replace("20261201T100000", OTHER_TIME).replace("20261201T110000", "20261201T130000");
    }
}
