package de.msbls.paliad.calendar.ical;

import static de.msbls.paliad.calendar.ical.Events.BERLIN;
import static de.msbls.paliad.calendar.ical.Events.days;
import static de.msbls.paliad.calendar.ical.Events.hearing;
import static de.msbls.paliad.calendar.ical.Events.hearingAt;
import static de.msbls.paliad.calendar.ical.Events.timed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventFieldsTest {

    private static final EventFields OTHER =
            new EventFields("Other", null, "", EventStatus.CANCELLED, days("2026-05-04", "2026-05-05"));

    @Test
    void fieldsDifferOneByOne() {
        assertThat(hearing().differences(hearing())).isEmpty();
        assertThat(hearing().differences(OTHER)).containsExactly(OwnedField.values());
    }

    @ParameterizedTest
    @EnumSource(OwnedField.class)
    void oneFieldIsTakenFromTheOther(OwnedField field) {
        EventFields mixed = hearing().with(field, OTHER);

        assertThat(mixed.differences(hearing())).containsExactly(field);
        assertThat(mixed.valueOf(field)).isEqualTo(OTHER.valueOf(field));
    }

    @Test
    void absentIsTheSameAsEmpty() {
        EventFields absent = new EventFields(
                "x", null, null, EventStatus.CONFIRMED, hearing().time());
        EventFields empty =
                new EventFields("x", "", " \n", EventStatus.CONFIRMED, hearing().time());

        assertThat(absent.differences(empty)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, Europe/Berlin, true",
        "Europe/Berlin, Europe/Vienna, true",
        "Asia/Kolkata, Asia/Calcutta, true",
        "UTC, Etc/UTC, true",
        "Europe/Berlin, UTC, false",
        "Europe/Berlin, Africa/Johannesburg, false",
        "Europe/Berlin, Europe/London, false"
    })
    void zonesAreTheSameWhenTheirClocksAre(String one, String other, boolean same) {
        EventTime.Timed time = timed("2026-05-04T10:00", "2026-05-04T11:00", ZoneId.of(one));
        EventTime.Timed elsewhere = new EventTime.Timed(time.start(), time.end(), ZoneId.of(other));

        assertThat(time.means(elsewhere)).isEqualTo(same);
        assertThat(elsewhere.means(time)).isEqualTo(same);
    }

    @Test
    void aTimeIsShownAsAnInterval() {
        assertThat(hearing().valueOf(OwnedField.TIME))
                .isEqualTo("2026-05-04T10:00+02:00[Europe/Berlin]/2026-05-04T12:30+02:00[Europe/Berlin]");
        assertThat(OTHER.valueOf(OwnedField.TIME)).isEqualTo("2026-05-04/2026-05-05");
    }

    @Test
    void aWholeDayIsNotTheSameAsTwentyFourHours() {
        EventFields hours = hearingAt(timed("2026-05-04T00:00", "2026-05-05T00:00", BERLIN));

        assertThat(hours.differences(hearingAt(days("2026-05-04", "2026-05-05"))))
                .containsExactly(OwnedField.TIME);
    }
}
