package de.msbls.paliad.calendar.ical;

import static de.msbls.paliad.calendar.ical.Events.BERLIN;
import static de.msbls.paliad.calendar.ical.Events.LATER;
import static de.msbls.paliad.calendar.ical.Events.created;
import static de.msbls.paliad.calendar.ical.Events.days;
import static de.msbls.paliad.calendar.ical.Events.described;
import static de.msbls.paliad.calendar.ical.Events.hearing;
import static de.msbls.paliad.calendar.ical.Events.hearingAt;
import static de.msbls.paliad.calendar.ical.Events.lines;
import static de.msbls.paliad.calendar.ical.Events.object;
import static de.msbls.paliad.calendar.ical.Events.timed;
import static de.msbls.paliad.calendar.ical.Events.titled;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.Case;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PatchedEventTest {

    private static final Set<OwnedField> ALL = EnumSet.allOf(OwnedField.class);

    /** What a phone and a desktop client make of one of our events. */
    private static final String FOREIGN = String.join(
            "\r\n",
            "BEGIN:VCALENDAR",
            "CALSCALE:GREGORIAN",
            "X-WR-CALNAME;X-P=\"a:b;c\":Firm\\, calendar",
            "PRODID:-//Apple Inc.//iOS 18//EN",
            "VERSION:2.0",
            "BEGIN:VTIMEZONE",
            "TZID:W. Europe Standard Time",
            "BEGIN:STANDARD",
            "DTSTART:16010101T030000",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
            "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100",
            "END:STANDARD",
            "END:VTIMEZONE",
            "BEGIN:VEVENT",
            "CREATED:20260101T000000Z",
            "UID:u-1",
            "DTSTAMP:20260101T000000Z",
            "SEQUENCE:4",
            "DTSTART;X-ODD=1;TZID=W. Europe Standard Time:20260504T100000",
            "DURATION:PT2H30M",
            "RRULE:FREQ=WEEKLY;X-FOO=1;COUNT=5",
            "EXDATE;TZID=W. Europe Standard Time:20260511T100000,20260518T100000",
            "RDATE;VALUE=PERIOD;TZID=W. Europe Standard Time:20260604T100000/PT1H",
            "SUMMARY;LANGUAGE=en:Hearing",
            "DESCRIPTION;ALTREP=\"data:text/html,Bring%20the%20files\":Bring the",
            "  files",
            "LOCATION:Room 7",
            "CATEGORIES:a\\,b,c",
            "COLOR:turquoise",
            "CLASS:CONFIDENTIAL",
            "TRANSP:OPAQUE",
            "X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS=\"Square 1\\nTown\";X-TIT",
            " LE=\"Room: 7\":geo:52.5,13.4",
            "X-MOZ-SNOOZE-TIME;TZID=W. Europe Standard Time:20260504T094500",
            "ATTACH;FMTTYPE=application/pdf:https://example.com/brief.pdf",
            "a line that is no content line",
            "BEGIN:VALARM",
            "UID:alarm-1",
            "TRIGGER;RELATED=END:-PT15M",
            "ACTION:DISPLAY",
            "SUMMARY:Alarm",
            "DESCRIPTION:Alarm",
            "STATUS:X",
            "END:VALARM",
            "X-AFTER-ALARM:1",
            "BEGIN:X-UNKNOWN",
            "DTSTART:floating",
            "END:X-UNKNOWN",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:u-1",
            "RECURRENCE-ID;TZID=W. Europe Standard Time:20260525T100000",
            "DTSTART;TZID=W. Europe Standard Time:20260525T150000",
            "DTEND;TZID=W. Europe Standard Time:20260525T160000",
            "SUMMARY:Moved once",
            "END:VEVENT",
            "END:VCALENDAR",
            "");

    @Test
    void nothingToChangeLeavesTheTextAndTheSequence() {
        EventObject foreign = EventObject.parse(FOREIGN);

        assertThat(foreign.patched(hearing(), ALL, LATER)).isSameAs(foreign);
        assertThat(foreign.patched(titled("Hearing  "), ALL, LATER)).isSameAs(foreign);
        assertThat(foreign.patched(titled("Other"), Set.of(OwnedField.LOCATION), LATER))
                .isSameAs(foreign);
        assertThat(foreign.text()).isSameAs(FOREIGN);
    }

    @Test
    @Case(19)
    void sequenceGrowsWithTimeAndStatusOnly() {
        EventObject event = EventObject.parse(object("SUMMARY:Hearing", "DTSTART;VALUE=DATE:20260504"));
        EventFields moved = new EventFields("New", "d", "l", EventStatus.CONFIRMED, days("2026-05-05", "2026-05-06"));

        EventObject retitled = event.patched(moved, EnumSet.of(OwnedField.SUMMARY, OwnedField.LOCATION), LATER);
        EventObject movedOnce = retitled.patched(moved, ALL, LATER);
        EventObject again = EventObject.parse(movedOnce.text()).patched(moved, ALL, LATER.plusSeconds(60));
        EventObject cancelled =
                again.patched(new EventFields("New", "d", "l", EventStatus.CANCELLED, moved.time()), ALL, LATER);

        assertThat(retitled.text()).doesNotContain("SEQUENCE");
        assertThat(lines(movedOnce)).contains("SEQUENCE:1");
        assertThat(again.text()).isEqualTo(movedOnce.text());
        assertThat(lines(cancelled)).contains("SEQUENCE:2", "STATUS:CANCELLED");
    }

    @Test
    @Case(30)
    void anAlarmSetOnThePhoneSurvivesAChangeOfTheTitle() {
        EventObject patched = EventObject.parse(FOREIGN).patched(titled("Oral hearing; chamber 7"), ALL, LATER);

        assertThat(changes(FOREIGN, patched.text()))
                .containsExactly(
                        "-DTSTAMP:20260101T000000Z",
                        "-SUMMARY;LANGUAGE=en:Hearing",
                        "+DTSTAMP:20260203T040506Z",
                        "+SUMMARY;LANGUAGE=en:Oral hearing\\; chamber 7",
                        "+LAST-MODIFIED:20260203T040506Z");
        assertThat(EventObject.parse(patched.text()).fields().differences(titled("Oral hearing; chamber 7")))
                .isEmpty();
    }

    @Test
    @Case(31)
    void aSeriesTakesItsExceptionsAlongWhenTheMasterMoves() {
        EventFields moved = hearingAt(timed("2026-05-04T11:00", "2026-05-04T12:00", BERLIN));

        EventObject patched = EventObject.parse(FOREIGN).patched(moved, ALL, LATER);

        assertThat(changes(FOREIGN, patched.text()))
                .containsExactly(
                        "-DTSTAMP:20260101T000000Z",
                        "-SEQUENCE:4",
                        "-DTSTART;X-ODD=1;TZID=W. Europe Standard Time:20260504T100000",
                        "-DURATION:PT2H30M",
                        "-EXDATE;TZID=W. Europe Standard Time:20260511T100000,20260518T100000",
                        "-RECURRENCE-ID;TZID=W. Europe Standard Time:20260525T100000",
                        "+DTSTAMP:20260203T040506Z",
                        "+SEQUENCE:5",
                        "+DTSTART;X-ODD=1;TZID=W. Europe Standard Time:20260504T110000",
                        "+EXDATE;TZID=W. Europe Standard Time:20260511T110000,20260518T110000",
                        "+LAST-MODIFIED:20260203T040506Z",
                        "+DTEND;TZID=W. Europe Standard Time:20260504T120000",
                        "+RECURRENCE-ID;TZID=W. Europe Standard Time:20260525T110000");
        assertThat(patched.isRecurring()).isTrue();
    }

    @Test
    @Case(33)
    void titleFromHereAndTimeFromThePhoneBothSurvive() {
        EventObject base = created(hearing());
        EventTime movedOnPhone = timed("2026-06-01T09:00", "2026-06-01T10:00", BERLIN);
        EventObject remote = base.patched(hearingAt(movedOnPhone), Set.of(OwnedField.TIME), LATER);
        EventFields local = titled("Oral hearing");

        Set<OwnedField> changedThere = remote.fields().differences(base.fields());
        EventFields merged = local;
        for (OwnedField field : changedThere) {
            merged = merged.with(field, remote.fields());
        }
        EventObject sent = remote.patched(merged, ALL, LATER);

        assertThat(changedThere).containsExactly(OwnedField.TIME);
        assertThat(EventObject.parse(sent.text()).fields())
                .isEqualTo(new EventFields(
                        "Oral hearing", "Bring the files", "Room 7", EventStatus.CONFIRMED, movedOnPhone));
    }

    @Test
    void aNewDescriptionTakesTheOldOnesOtherFormWithIt() {
        EventObject patched = EventObject.parse(FOREIGN).patched(described("New"), ALL, LATER);

        assertThat(lines(patched)).contains("DESCRIPTION:New").noneMatch(line -> line.contains("ALTREP"));
    }

    @Test
    void aTextThatIsGoneTakesItsLineWithIt() {
        EventFields bare = new EventFields(
                "Hearing", null, "  ", EventStatus.CONFIRMED, hearing().time());

        EventObject patched = EventObject.parse(FOREIGN).patched(bare, ALL, LATER);

        assertThat(patched.fields().description()).isNull();
        assertThat(patched.fields().location()).isNull();
        assertThat(changes(FOREIGN, patched.text())).contains("-LOCATION:Room 7", "-  files");
    }

    @Test
    void anEventBecomesAllDayAndBack() {
        EventObject timed = created(hearing());
        EventFields wholeDay = hearingAt(days("2026-05-04", "2026-05-06"));

        EventObject allDay = timed.patched(wholeDay, ALL, LATER);
        EventObject back = EventObject.parse(allDay.text()).patched(hearing(), ALL, LATER);

        assertThat(lines(allDay)).contains("DTSTART;VALUE=DATE:20260504", "DTEND;VALUE=DATE:20260506");
        assertThat(allDay.text()).doesNotContain("TZID", "VTIMEZONE", "DURATION");
        assertThat(back.fields()).isEqualTo(hearing());
        assertThat(lines(back)).containsOnlyOnce("BEGIN:VTIMEZONE").contains("SEQUENCE:2");
    }

    @Test
    void anotherZoneBringsItsDefinitionAndOursGoesWithItsLastUse() {
        ZoneId losAngeles = ZoneId.of("America/Los_Angeles");
        EventFields away = hearingAt(timed("2026-05-04T10:00", "2026-05-04T11:00", losAngeles));

        EventObject moved = created(hearing()).patched(away, ALL, LATER);

        assertThat(moved.text()).contains("TZID:America/Los_Angeles").doesNotContain("Europe/Berlin");
        assertThat(EventObject.parse(moved.text()).fields()).isEqualTo(away);
    }

    @Test
    void aZoneThatAnotherProgramDefinedStaysEvenUnused() {
        EventFields utc = hearingAt(timed("2026-05-04T10:00", "2026-05-04T11:00", ZoneId.of("UTC")));

        EventObject patched = EventObject.parse(FOREIGN).patched(utc, ALL, LATER);

        assertThat(lines(patched)).contains("TZID:W. Europe Standard Time", "DTSTART;X-ODD=1:20260504T100000Z");
    }

    @Test
    void anEventMovedToAnotherYearIsStillCoveredByOurZone() {
        ZoneId casablanca = ZoneId.of("Africa/Casablanca");
        EventFields then = hearingAt(timed("2026-05-04T10:00", "2026-05-04T11:00", casablanca));
        EventFields later = hearingAt(timed("2045-05-04T10:00", "2045-05-04T11:00", casablanca));

        EventObject moved = created(then).patched(later, ALL, LATER);
        EventObject movedBack = moved.patched(then, ALL, LATER);

        assertThat(lines(moved)).containsOnlyOnce("BEGIN:VTIMEZONE").anyMatch(line -> line.startsWith("DTSTART:2046"));
        assertThat(zoneOf(movedBack)).isEqualTo(zoneOf(moved));
        assertThat(zoneOf(moved)).containsAll(zoneOf(created(then)));
    }

    @Test
    void aTimeThatCannotBeReadIsWrittenAnew() {
        EventObject floating = EventObject.parse(object("SUMMARY:Hearing", "DTSTART:20260504T100000"));

        assertThat(floating.patched(titled("New"), Set.of(OwnedField.SUMMARY), LATER)
                        .text())
                .contains("SUMMARY:New", "DTSTART:20260504T100000\r\n");
        assertThat(floating.patched(hearing(), ALL, LATER).fields()).isEqualTo(hearing());
    }

    @Test
    void lineFeedsAloneBecomeCrLfWithTheFirstChange() {
        EventObject patched = EventObject.parse(FOREIGN.replace("\r\n", "\n")).patched(titled("New"), ALL, LATER);

        assertThat(patched.text().replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(patched.text())
                .isEqualTo(EventObject.parse(FOREIGN)
                        .patched(titled("New"), ALL, LATER)
                        .text());
    }

    @Test
    void privacyComesAndGoesAndWhatTheUserChoseIsKept() {
        EventObject open = created(hearing());
        EventObject closed = open.withClass(true);

        assertThat(closed.isPrivate()).isTrue();
        assertThat(closed.withClass(true)).isSameAs(closed);
        assertThat(closed.withClass(false).text()).isEqualTo(open.text());
        assertThat(EventObject.parse(FOREIGN).withClass(true).text()).contains("CLASS:CONFIDENTIAL");
        assertThat(open.withClass(false)).isSameAs(open);
    }

    @Test
    void patchedTextIsReadAsItsFields() {
        EventFields all = new EventFields(
                "a;b", "c\nd", null, EventStatus.TENTATIVE, timed("2027-01-01T00:00", "2027-01-02T00:00", BERLIN));

        EventObject patched = EventObject.parse(FOREIGN).patched(all, ALL, LATER);

        assertThat(EventObject.parse(patched.text()).fields()).isEqualTo(all);
        assertThat(patched.patched(all, ALL, LATER)).isSameAs(patched);
    }

    @Test
    void anObjectTellsNothingOfItselfInALog() {
        assertThat(created(hearing()).toString()).isEqualTo("EventObject[uid-1@paliad]");
    }

    private static List<String> zoneOf(EventObject object) {
        return lines(object).stream()
                .filter(line -> line.startsWith("DTSTART:"))
                .toList();
    }

    /** The lines that went and came, with the order of all others proved equal. */
    private static List<String> changes(String before, String after) {
        List<String> gone = new ArrayList<>(List.of(before.split("\r\n")));
        List<String> come = new ArrayList<>(List.of(after.split("\r\n")));
        List<String> staying = new ArrayList<>(gone);
        staying.removeIf(line -> !come.contains(line));
        List<String> kept = new ArrayList<>(come);
        kept.removeIf(line -> !gone.contains(line));
        assertThat(kept).isEqualTo(staying);
        gone.removeIf(kept::contains);
        come.removeIf(kept::contains);
        List<String> changes = new ArrayList<>();
        gone.forEach(line -> changes.add("-" + line));
        come.forEach(line -> changes.add("+" + line));
        return changes;
    }
}
