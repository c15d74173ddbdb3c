package de.msbls.paliad.calendar.ical;

import static de.msbls.paliad.calendar.ical.Events.LATER;
import static de.msbls.paliad.calendar.ical.Events.STAMP;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RandomEventsTest {

    private static final int ROUNDS = 2_000;
    private static final Set<OwnedField> ALL = EnumSet.allOf(OwnedField.class);
    private static final List<String> PIECES = List.of(
            "\\",
            ";",
            ",",
            "\n",
            "\\n",
            ":",
            "\"",
            "'",
            "^",
            " ",
            "\t",
            "a",
            "Zürich",
            "中文",
            "🏛️",
            "\uFFFD",
            "END:VEVENT");
    private static final List<String> DIRTY_PIECES =
            List.of("\r", "\r\n", "\u0000", "\u0007", "\u001B", "\u007F", "\u0085", "\u2028", "\uD83C", "\uFFFF", " ");
    private static final List<ZoneId> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void whatIsWrittenIsReadBackEqual() {
        for (int round = 0; round < ROUNDS; round++) {
            EventFields fields = fields(PIECES);

            EventFields read = EventObject.parse(written(fields).text()).fields();

            assertThat(read).as("seed %d, round %d", seed, round).isEqualTo(fields);
        }
    }

    @Test
    void whatTheDatabaseMayHoldIsReadBackWithTheSameMeaning() {
        for (int round = 0; round < ROUNDS; round++) {
            EventFields fields = fields(random.nextBoolean() ? PIECES : DIRTY_PIECES);

            EventObject read = EventObject.parse(written(fields).text());

            assertThat(read.fields().differences(fields))
                    .as("seed %d, round %d", seed, round)
                    .isEmpty();
            assertThat(read.patched(fields, ALL, LATER))
                    .as("seed %d, round %d", seed, round)
                    .isSameAs(read);
        }
    }

    @Test
    void anyEventIsPatchedIntoAnyOther() {
        EventObject event = written(fields(PIECES));
        for (int round = 0; round < ROUNDS; round++) {
            EventFields next = fields(random.nextBoolean() ? PIECES : DIRTY_PIECES);

            event = EventObject.parse(event.patched(next, ALL, LATER).text());

            assertThat(event.fields().differences(next))
                    .as("seed %d, round %d", seed, round)
                    .isEmpty();
        }
    }

    @Test
    void noTextMakesTheReaderFailInAnotherWayThanItSays() {
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(written(fields(PIECES)).text());
            for (int i = random.nextInt(6); i >= 0; i--) {
                spoil(text);
            }
            try {
                EventObject.parse(text.toString()).fields();
            } catch (UnreadableEventException refused) {
                assertThat(refused.reason()).isNotNull();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round + ": " + text, e);
            }
        }
    }

    private void spoil(StringBuilder text) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            default -> text.setCharAt(at, (char) random.nextInt(0x180));
        }
    }

    private static EventObject written(EventFields fields) {
        return EventObject.create("u", fields, false, STAMP);
    }

    private EventFields fields(List<String> pieces) {
        EventStatus[] statuses = EventStatus.values();
        return new EventFields(
                text(pieces),
                optional(pieces),
                optional(pieces),
                statuses[random.nextInt(statuses.length)],
                random.nextInt(4) == 0 ? allDay() : timed());
    }

    private EventTime allDay() {
        LocalDate start = LocalDate.ofEpochDay(random.nextInt(40_000));
        return new EventTime.AllDay(start, start.plusDays(1 + random.nextInt(20)));
    }

    /** Settled: an instant that the zone's clock shows twice comes back in UTC. */
    private EventTime timed() {
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        Instant start = Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE));
        EventTime.Timed time = new EventTime.Timed(start, start.plusSeconds(random.nextInt(400_000)), zone).settled();
        return TimeProperties.isUtc(time.zone())
                ? new EventTime.Timed(time.start(), time.end(), ZoneId.of("UTC"))
                : time;
    }

    private @Nullable String optional(List<String> pieces) {
        String text = text(pieces);
        return text.isBlank() ? null : text;
    }

    private String text(List<String> pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 400 : 12); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }
}
