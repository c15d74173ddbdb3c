package de.msbls.paliad.calendar.ical;

import static de.msbls.paliad.calendar.ical.Events.LATER;
import static de.msbls.paliad.calendar.ical.Events.hearing;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;

/** Whatever a server calls a calendar object: it is read or refused, and what was read takes our fields. */
class EventObjectFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void whatIsReadTakesOurFieldsAndIsReadAgain(byte[] text) {
        EventObject event;
        EventFields read;
        try {
            event = EventObject.parse(new String(text, StandardCharsets.UTF_8));
            read = event.fields();
        } catch (UnreadableEventException refused) {
            return;
        }
        assertThat(EventObject.parse(event.text()).fields().differences(read)).isEmpty();
        EventObject patched = event.patched(hearing(), EnumSet.allOf(OwnedField.class), LATER);
        assertThat(EventObject.parse(patched.text()).fields().differences(hearing()))
                .isEmpty();
        assertThat(patched.uid()).isEqualTo(event.uid());
    }
}
