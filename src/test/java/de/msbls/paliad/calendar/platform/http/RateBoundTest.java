package de.msbls.paliad.calendar.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateBoundTest {

    private static final UUID ANNA = UUID.randomUUID();
    private static final UUID BEN = UUID.randomUUID();

    private final AtomicLong clock = new AtomicLong();
    private final RateBound bound = new RateBound(Duration.ofMillis(50), 100, clock::get);

    @Test
    void aBurstPassesAndWhatIsBeyondItWaitsForTheRate() {
        assertThat(passing(ANNA, 150)).isEqualTo(100);
        assertThat(bound.ask(ANNA)).isEqualTo(Duration.ofMillis(50));

        after(Duration.ofMillis(50));
        assertThat(passing(ANNA, 2)).isEqualTo(1);
        after(Duration.ofSeconds(1));
        assertThat(passing(ANNA, 100)).isEqualTo(20);
    }

    @Test
    void theRateMayBeKeptUpForEver() {
        for (int second = 0; second < 100; second++) {
            assertThat(passing(ANNA, 20)).isEqualTo(20);
            after(Duration.ofSeconds(1));
        }
    }

    @Test
    void whoWasRefusedLosesNothingByIt() {
        passing(ANNA, 1_000);

        after(Duration.ofMillis(50));

        assertThat(bound.ask(ANNA)).isZero();
    }

    @Test
    void aPauseGivesTheBurstBackAndNoMore() {
        passing(ANNA, 100);

        after(Duration.ofHours(1));

        assertThat(passing(ANNA, 1_000)).isEqualTo(100);
    }

    @Test
    void oneUsersRequestsAreNoneOfAnothers() {
        passing(ANNA, 1_000);

        assertThat(passing(BEN, 1_000)).isEqualTo(100);
    }

    @Test
    void nothingIsKeptOfUsersWhoseTimeHasPassed() {
        IntStream.range(0, 1_000).forEach(i -> bound.ask(UUID.randomUUID()));
        assertThat(bound.users()).isEqualTo(1_000);

        after(Duration.ofMinutes(1));
        bound.ask(ANNA);

        assertThat(bound.users()).isEqualTo(1);
    }

    @Test
    void atOnceNoneIsCountedTwiceOrNotAtAll() {
        assertThat(IntStream.range(0, 10_000)
                        .parallel()
                        .filter(i -> bound.ask(ANNA).isZero())
                        .count())
                .isEqualTo(100);
    }

    private long passing(UUID user, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> bound.ask(user).isZero())
                .count();
    }

    private void after(Duration pause) {
        clock.addAndGet(pause.toNanos());
    }
}
