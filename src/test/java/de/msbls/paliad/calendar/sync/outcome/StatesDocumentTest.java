package de.msbls.paliad.calendar.sync.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** docs/states.md tells clients of each state and code that they may meet. */
class StatesDocumentTest {

    private final List<String> lines = read();

    @Test
    void everyStateIsThereAndWhetherItNeedsAPerson() {
        for (AccountState state : AccountState.values()) {
            assertThat(rows(state.word())).as(state.word()).anyMatch(row -> row.contains("●") == state.needsPerson());
        }
        for (BindingState state : BindingState.values()) {
            assertThat(rows(state.word())).as(state.word()).anyMatch(row -> row.contains("●") == state.needsPerson());
        }
    }

    @Test
    void everyFaultOfACalendarServerIsThere() {
        Arrays.stream(CalDavFault.values())
                .map(fault -> fault.name().toLowerCase(Locale.ROOT))
                .forEach(code -> assertThat(rows(code)).as(code).isNotEmpty());
    }

    private List<String> rows(String word) {
        return lines.stream()
                .filter(line -> line.startsWith("|") && line.contains("`" + word + "`"))
                .toList();
    }

    private static List<String> read() {
        try {
            return Files.readAllLines(Path.of("docs/states.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
