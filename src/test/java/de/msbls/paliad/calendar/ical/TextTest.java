package de.msbls.paliad.calendar.ical;

import static de.msbls.paliad.calendar.ical.Events.created;
import static de.msbls.paliad.calendar.ical.Events.described;
import static de.msbls.paliad.calendar.ical.Events.hearing;
import static de.msbls.paliad.calendar.ical.Events.readBack;
import static de.msbls.paliad.calendar.ical.Events.titled;
import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import de.msbls.paliad.calendar.testing.Case;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\\b;c,d\ne",
                "\\n is no line feed",
                "ends with a backslash \\",
                "C:\\new\\Notes\\",
                "::;;,,\"\"^n^^^'",
                "Müller ./. Société Générale",
                "MÃ¼ller â€“ KÃ¶ln",
                "🧑‍⚖️ hearing 🏛️",
                "عربى 中文 עברית",
                " leading and \t inner blanks",
                "BEGIN:VEVENT"
            })
    @Case(32)
    void textWithBackslashSemicolonCommaLineFeedComesBackEqual(String text) {
        assertThat(readBack(titled(text)).summary()).isEqualTo(text);
        assertThat(readBack(described(text)).description()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\b;c,d\ne", "C:\\new\\Notes\\", "🧑‍⚖️ Müller, \"quoted\""})
    @Case(32)
    void anotherProgramReadsTheSameText(String text) {
        String read = Biweekly.parse(created(titled(text)).text())
                .first()
                .getEvents()
                .get(0)
                .getSummary()
                .getValue();

        assertThat(read).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one\rtwo", "one\r\ntwo", "one\ntwo", "one\u2028two", "one\u2029two", "one\u0085two"})
    @Case(32)
    void eachLineEndComesBackAsALineFeed(String text) {
        assertThat(readBack(described(text)).description()).isEqualTo("one\ntwo");
        assertThat(readBack(described(text)).differences(described(text))).isEmpty();
    }

    @Test
    @Case(32)
    void tenKilobytesComeBackEqual() {
        String text = "Ünïcödé, 🏛️; \\ and\n".repeat(500);

        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(10_000);
        assertThat(readBack(described(text)).description()).isEqualTo(text);
    }

    @Test
    void controlCharactersAreLeftOutAndAreNoDifference() {
        String dirty = "a\u0000b\u0007c\u000Bd\u001Fe\u007Ff\u009Fg\uFFFEh\uFFFFi";

        assertThat(created(titled(dirty)).text()).doesNotContain("\u0000", "\u0007", "\u001F", "\u007F", "\u009F");
        assertThat(readBack(titled(dirty)).summary()).isEqualTo("abcdefghi");
        assertThat(readBack(titled(dirty)).differences(titled(dirty))).isEmpty();
    }

    @Test
    void halfASurrogatePairIsReplacedAndIsNoDifference() {
        String broken = "a\uD83Cb";

        assertThat(readBack(titled(broken)).summary()).isEqualTo("a\uFFFDb");
        assertThat(readBack(titled(broken)).differences(titled(broken))).isEmpty();
    }

    @Test
    void controlCharactersThatOthersWroteNeverReachTheDatabase() {
        String object = Events.object("SUMMARY:a\u0000b\u0008\rc", "DTSTART;VALUE=DATE:20260504");

        assertThat(EventObject.parse(object).fields().summary()).isEqualTo("ab\nc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "中", "🏛", "🧑‍⚖️", "e\u0301"})
    void noLineIsLongerThan75OctetsAndNoCharacterIsBroken(String character) {
        for (int shift = 0; shift < 8; shift++) {
            EventFields fields = titled("s".repeat(shift) + character.repeat(200));
            EventObject event = created(fields);

            assertThat(event.text().split("\r\n"))
                    .allSatisfy(line ->
                            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75))
                    .allSatisfy(line -> assertThat(line).isEqualTo(encodedAndDecoded(line)));
            assertThat(EventObject.parse(event.text()).fields()).isEqualTo(fields);
        }
    }

    @Test
    void whiteSpaceThatServersDropIsNoDifference() {
        EventFields hearing = hearing();

        assertThat(titled("Hearing \t").differences(hearing)).isEmpty();
        assertThat(described("Bring the files\n\n ").differences(hearing)).isEmpty();
        assertThat(described("Bring  the files").differences(hearing)).containsExactly(OwnedField.DESCRIPTION);
        assertThat(titled(" Hearing").differences(hearing)).containsExactly(OwnedField.SUMMARY);
    }

    private static String encodedAndDecoded(String line) {
        return new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
