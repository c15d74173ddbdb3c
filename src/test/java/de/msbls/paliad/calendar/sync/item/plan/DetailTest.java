package de.msbls.paliad.calendar.sync.item.plan;

import static de.msbls.paliad.calendar.sync.item.plan.Desk.edited;
import static de.msbls.paliad.calendar.sync.item.plan.Desk.fields;
import static de.msbls.paliad.calendar.sync.item.plan.Desk.fieldsPut;
import static de.msbls.paliad.calendar.sync.item.plan.Desk.put;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.ical.OwnedField;
import de.msbls.paliad.calendar.sync.Appointments;
import de.msbls.paliad.calendar.sync.decision.Action;
import de.msbls.paliad.calendar.sync.decision.Remote;
import de.msbls.paliad.calendar.sync.target.Target;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How much leaves the firm's database, and that what a user writes beside it stays hers. */
class DetailTest {

    private final Desk desk = new Desk();

    @Test
    void aTitleCalendarGetsNeitherDescriptionNorLocation() {
        desk.detail = Detail.TITLE;
        assertThat(put(desk.plan(null, Remote.GONE)).text())
                .contains("SUMMARY:Hearing")
                .doesNotContain("files", "Room");
    }

    @Test
    void aBusyCalendarGetsTheTimeAlone() {
        desk.detail = Detail.BUSY;
        assertThat(put(desk.plan(null, Remote.GONE)).text())
                .contains("SUMMARY:Busy", "CLASS:PRIVATE")
                .doesNotContain("Hearing", "files", "Room");
    }

    @Test
    void aUsersOwnDescriptionInATitleCalendarIsNeitherPulledNorEverRemoved() {
        desk.detail = Detail.TITLE;
        Target target = desk.standing();
        Plan accept = desk.plan(target, Remote.REWRITTEN, edited(target.stored(), "DESCRIPTION", "My own"), "\"2\"");
        assertThat(accept.pull()).isNull();
        target = desk.committed(accept);

        for (String title : new String[] {"Second", "Third", "Fourth"}) {
            desk.appointment = Appointments.titled(desk.appointment, title);
            Plan update = desk.plan(target, Remote.SAME);
            assertThat(fieldsPut(update).summary()).isEqualTo(title);
            assertThat(fieldsPut(update).description()).isEqualTo("My own");
            target = desk.taken(update, "\"3\"");
        }
    }

    @Test
    void aUsersOwnDescriptionInATitleCalendarOutlivesARequestThatFailed() {
        desk.detail = Detail.TITLE;
        Target target = desk.standing();
        target = desk.committed(
                desk.plan(target, Remote.REWRITTEN, edited(target.stored(), "DESCRIPTION", "My own"), "\"2\""));
        desk.appointment = Appointments.titled(desk.appointment, "Second");
        Target failed = desk.committed(desk.plan(target, Remote.SAME)).withoutIntent();

        assertThat(fieldsPut(desk.plan(failed, Remote.SAME)).description()).isEqualTo("My own");
    }

    @Test
    void aUsersOwnTitleInABusyCalendarStaysThroughUpdates() {
        desk.detail = Detail.BUSY;
        Target target = desk.standing();
        Plan accept = desk.plan(target, Remote.REWRITTEN, edited(target.stored(), "SUMMARY", "Call mum"), "\"2\"");
        target = desk.committed(accept);

        for (String hour : new String[] {"08", "07"}) {
            desk.appointment =
                    Appointments.startingAt(desk.appointment, Instant.parse("2026-12-01T" + hour + ":00:00Z"));
            Plan update = desk.plan(target, Remote.SAME);
            assertThat(fieldsPut(update).summary()).isEqualTo("Call mum");
            target = desk.taken(update, "\"3\"");
        }
    }

    @Test
    void fromFullToTitleTheRestIsRemovedFromTheCalendar() {
        Target target = desk.standing();
        desk.detail = Detail.TITLE;
        Plan plan = desk.plan(target, Remote.SAME);

        assertThat(plan.action()).isEqualTo(Action.UPDATE);
        assertThat(put(plan).text()).doesNotContain("files", "Room");
        assertThat(desk.plan(desk.taken(plan, "\"2\""), Remote.SAME).action()).isEqualTo(Action.NOTHING);
    }

    @Test
    void fromFullToTitleTheRestIsRemovedThoughTheFirstRequestFailed() {
        Target target = desk.standing();
        desk.detail = Detail.TITLE;
        Plan first = desk.plan(target, Remote.REWRITTEN, target.stored(), "\"2\"");
        Target failed = desk.committed(first).withoutIntent();

        assertThat(put(desk.plan(failed, Remote.SAME)).text()).doesNotContain("files", "Room");
    }

    @Test
    void fromFullToTitleTheRestIsRemovedThoughTheCreateWasCutOffBefore() {
        Target cutOff = desk.committed(desk.plan(null, Remote.GONE));
        desk.detail = Detail.TITLE;
        Plan adopt = desk.plan(cutOff, Remote.OURS_LANDED, cutOff.sent(), "\"1\"");
        assertThat(adopt.unsettled()).isTrue();

        assertThat(put(desk.plan(desk.committed(adopt), Remote.SAME)).text()).doesNotContain("files", "Room");
    }

    @Test
    void fromTitleToFullTheRestIsSent() {
        desk.detail = Detail.TITLE;
        Target target = desk.standing();
        desk.detail = Detail.FULL;

        assertThat(fieldsPut(desk.plan(target, Remote.SAME)).description()).isEqualTo("Bring the files");
    }

    @Test
    void fromFullToBusyAndBackItIsPrivateAndThenPublicAgain() {
        Target full = desk.standing();
        desk.detail = Detail.BUSY;
        Plan toBusy = desk.plan(full, Remote.SAME);
        assertThat(put(toBusy).text()).contains("CLASS:PRIVATE").doesNotContain("Hearing", "files", "Room");

        Target busy = desk.taken(toBusy, "\"2\"");
        desk.detail = Detail.FULL;
        Plan toFull = desk.plan(busy, Remote.SAME);
        assertThat(put(toFull).text()).doesNotContain("PRIVATE");
        assertThat(fields(put(toFull).text()).differences(fields(full.stored())))
                .isEmpty();
    }

    @Test
    void anEditOfTheTitleInATitleCalendarIsPulledAndTheDescriptionHereStays() {
        desk.detail = Detail.TITLE;
        Target target = desk.standing();
        Plan plan = desk.plan(target, Remote.CHANGED, edited(target.stored(), "SUMMARY", "Renamed"), "\"2\"");

        assertThat(plan.action()).isEqualTo(Action.PULL);
        assertThat(plan.pull().taken()).containsExactly(OwnedField.SUMMARY);
    }
}
