package de.msbls.paliad.calendar.sync.tick;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollingTest {

    private static final Polling POLLING = new Polling(Duration.ofSeconds(15), Duration.ofMinutes(5));

    @ParameterizedTest
    @CsvSource({"PT0S,PT15S", "PT30S,PT15S", "PT2M,PT30S", "PT12M,PT3M", "PT20M,PT5M", "PT240H,PT5M"})
    void theLongerACalendarIsQuietTheRarerItIsLookedAt(Duration quietFor, Duration rest) {
        assertThat(POLLING.next(quietFor)).isBetween(rest, rest.plus(rest.dividedBy(10)));
    }
}
