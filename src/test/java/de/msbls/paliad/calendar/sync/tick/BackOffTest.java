package de.msbls.paliad.calendar.sync.tick;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.sync.outcome.AccountState;
import de.msbls.paliad.calendar.testing.Case;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The classes and limits of DESIGN §7, "Back-off". */
class BackOffTest {

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "3, 20", "4, 40", "9, 1280", "10, 1440", "11, 1440", "1000000, 1440"})
    @Case(21)
    void aRefusedPasswordIsTriedOnceMoreAfterFiveMinutesAndThenEverMoreRarely(int failures, int minutes) {
        BackOff backOff = BackOff.after(new CalDavException(CalDavFault.UNAUTHORIZED), failures);
        assertThat(backOff).isEqualTo(new BackOff(AccountState.PASSWORD_REFUSED, Duration.ofMinutes(minutes)));
    }

    @Test
    @Case(21)
    void anOfficeIsNotLockedOutByAHandfulOfTriesADay() {
        Duration waited = Duration.ZERO;
        int tries = 0;
        while (waited.compareTo(Duration.ofDays(1)) < 0) {
            tries++;
            waited = waited.plus(BackOff.after(new CalDavException(CalDavFault.UNAUTHORIZED), tries)
                    .retryIn());
        }
        assertThat(tries).isLessThan(10);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 4", "5, 32", "12, 4096", "13, 7200", "60, 7200"})
    @Case(22)
    void aThrottlingServerIsLeftAloneEverLonger(int failures, int seconds) {
        CalDavException throttled = new CalDavException(CalDavFault.THROTTLED);
        assertWithJitter(BackOff.after(throttled, failures), AccountState.WAITING, Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @EnumSource(
            value = CalDavFault.class,
            names = {"SERVER_ERROR", "UNREACHABLE", "TIMEOUT", "MALFORMED"})
    void aServerInTroubleIsLeftAloneForFiveMinutesAndUpToSixHours(CalDavFault fault) {
        CalDavException failure = new CalDavException(fault);
        assertWithJitter(BackOff.after(failure, 1), AccountState.WAITING, Duration.ofMinutes(5));
        assertWithJitter(BackOff.after(failure, 4), AccountState.WAITING, Duration.ofMinutes(40));
        assertWithJitter(BackOff.after(failure, 8), AccountState.WAITING, Duration.ofHours(6));
        assertWithJitter(BackOff.after(failure, Integer.MAX_VALUE), AccountState.WAITING, Duration.ofHours(6));
    }

    @Test
    void aCertificateThatIsNotTrustedIsAStateOfItsOwn() {
        assertThat(BackOff.after(new CalDavException(CalDavFault.TLS), 1).state())
                .isEqualTo(AccountState.TLS_FAILED);
    }

    @Test
    void thoseWhoFailedTogetherDoNotComeBackTogether() {
        CalDavException failure = new CalDavException(CalDavFault.UNREACHABLE);
        assertThat(IntStream.range(0, 50)
                        .mapToObj(i -> BackOff.after(failure, 3).retryIn())
                        .distinct())
                .hasSizeGreaterThan(10);
    }

    private static void assertWithJitter(BackOff backOff, AccountState state, Duration least) {
        assertThat(backOff.state()).isEqualTo(state);
        assertThat(backOff.retryIn())
                .isBetween(least, least.plus(least.dividedBy(10)).plusMillis(1));
    }
}
