package de.msbls.paliad.calendar.sync.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.msbls.paliad.calendar.appointment.Appointment;
import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.EventStatus;
import de.msbls.paliad.calendar.ical.EventTime;
import de.msbls.paliad.calendar.sync.Appointments;
import de.msbls.paliad.calendar.testing.Case;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RenderingTest {

    private static final EventTime TIME = new EventTime.Timed(
            Instant.parse("2026-12-01T09:00:00Z"), Instant.parse("2026-12-01T10:00:00Z"), ZoneId.of("Europe/Berlin"));

    @Test
    void eachDetailShowsSoMuchAndNoMore() {
        assertThat(Rendering.of(Appointments.hearing(), Detail.FULL))
                .isEqualTo(new EventFields("Hearing", "Bring the files", "Room 7", EventStatus.CONFIRMED, TIME));
        assertThat(Rendering.of(Appointments.hearing(), Detail.TITLE))
                .isEqualTo(new EventFields("Hearing", null, null, EventStatus.CONFIRMED, TIME));
        assertThat(Rendering.of(Appointments.hearing(), Detail.BUSY))
                .isEqualTo(new EventFields("Busy", null, null, EventStatus.CONFIRMED, TIME));
    }

    @Test
    void onlyWhatIsSentAsItIsIsPulled() {
        for (Detail detail : Detail.values()) {
            assertThat(Rendering.sent(detail)).containsAll(Rendering.pulled(detail));
        }
    }

    @Test
    @Case(28)
    void allDayEndsAreExclusiveAndHaveNoZone() {
        assertThat(Rendering.of(Appointments.allDay("2026-12-01", "2026-12-03"), Detail.FULL)
                        .time())
                .isEqualTo(new EventTime.AllDay(LocalDate.parse("2026-12-01"), LocalDate.parse("2026-12-03")));
        assertThat(Rendering.of(Appointments.allDay("2026-12-01", null), Detail.FULL)
                        .time())
                .isEqualTo(new EventTime.AllDay(LocalDate.parse("2026-12-01"), LocalDate.parse("2026-12-02")));
    }

    @Test
    void anAppointmentWithoutAnEndOrAZoneIsAnEventAllTheSame() {
        EventTime time = Rendering.of(Appointments.timed("2026-12-01T09:00:00Z", null, null), Detail.FULL)
                .time();
        Instant start = Instant.parse("2026-12-01T09:00:00Z");
        assertThat(time.means(new EventTime.Timed(start, start, ZoneId.of("UTC"))))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aBrokenRowHasAStableReason(String reason, Appointment broken) {
        assertThatThrownBy(() -> Rendering.of(broken, Detail.BUSY))
                .isInstanceOfSatisfying(UnrenderableAppointmentException.class, failure -> assertThat(failure.reason())
                        .isEqualTo(reason));
    }

    static Stream<Arguments> aBrokenRowHasAStableReason() {
        return Stream.of(
                Arguments.of("no_start", Appointments.timed(null, "2026-12-01T09:00:00Z", "UTC")),
                Arguments.of("no_start", Appointments.allDay(null, "2026-12-01")),
                Arguments.of(
                        "ends_before_start", Appointments.timed("2026-12-01T09:00:00Z", "2026-12-01T08:00:00Z", "UTC")),
                Arguments.of("ends_before_start", Appointments.allDay("2026-12-02", "2026-12-02")),
                Arguments.of("unknown_time_zone", Appointments.timed("2026-12-01T09:00:00Z", null, "Mars/Olympus")));
    }
}
