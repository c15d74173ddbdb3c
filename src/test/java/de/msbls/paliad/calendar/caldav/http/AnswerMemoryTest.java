package de.msbls.paliad.calendar.caldav.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerMemoryTest {

    private static final int KILOBYTE = 1024;
    private static final int MEGABYTE = 1024 * KILOBYTE;

    private final AnswerMemory memory = new AnswerMemory(8 * MEGABYTE);

    @Test
    void shortAnswersAreNotCounted() {
        for (int i = 0; i < 100; i++) {
            assertThat(memory.room(MEGABYTE).has(256 * KILOBYTE)).isTrue();
        }
        assertThat(memory.room(8 * MEGABYTE).has(8 * MEGABYTE)).isTrue();
    }

    @Test
    void longOnesShareWhatThereIs() {
        AnswerRoom one = memory.room(24 * MEGABYTE);
        AnswerRoom other = memory.room(24 * MEGABYTE);
        assertThat(one.has(3 * MEGABYTE)).isTrue();
        assertThat(one.has(4 * MEGABYTE)).isTrue();
        assertThat(other.has(4 * MEGABYTE)).isTrue();

        assertThat(one.has(4 * MEGABYTE + 1)).isFalse();
        assertThat(memory.room(MEGABYTE).has(300 * KILOBYTE)).isFalse();
    }

    @Test
    void whatIsReadMakesRoomForOthersAndTakesNoMore() {
        AnswerRoom one = memory.room(8 * MEGABYTE);
        assertThat(one.has(8 * MEGABYTE)).isTrue();
        one.close();
        one.close();

        assertThat(one.has(1)).isFalse();
        assertThat(memory.room(8 * MEGABYTE).has(8 * MEGABYTE)).isTrue();
        assertThat(memory.room(MEGABYTE).has(300 * KILOBYTE)).isFalse();
    }

    @Test
    void nothingIsReservedBeyondWhatItsReaderTakes() {
        AnswerRoom one = memory.room(5 * MEGABYTE);
        assertThat(one.has(20 * MEGABYTE)).isTrue();

        assertThat(memory.room(3 * MEGABYTE).has(3 * MEGABYTE)).isTrue();
    }
}
