package de.msbls.paliad.calendar.sync.decision;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletionGuardTest {

    private static final DeletionGuard USUAL = new DeletionGuard(10, 20, 2);

    @ParameterizedTest(name = "{0} of {1}: held {2}")
    @CsvSource({
        "0, 0, false",
        "0, 100, false",
        "1, 1, false",
        "1, 2, false",
        "9, 30, false",
        "10, 11, false",
        "11, 12, true",
        "11, 54, true",
        "11, 55, false",
        "12, 59, true",
        "200, 1000, false",
        "201, 1000, true",
    })
    void moreThanTenAndMoreThanAFifthAreHeld(int deleting, int standing, boolean held) {
        assertThat(USUAL.holds(deleting, standing)).isEqualTo(held);
    }

    @ParameterizedTest(name = "{0} of {1}: held {2}")
    @CsvSource({"1, 1, false", "2, 2, true", "10, 10, true", "9, 10, false"})
    @Case(6)
    void anEmptiedSideIsHeldHoweverSmallItWas(int deleting, int standing, boolean held) {
        assertThat(USUAL.holds(deleting, standing)).isEqualTo(held);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"500000000, 2000000000, true", "400000000, 2000000000, false"})
    void largeNumbersDoNotOverflow(int deleting, int standing, boolean held) {
        assertThat(USUAL.holds(deleting, standing)).isEqualTo(held);
    }
}
