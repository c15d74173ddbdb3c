package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.sync.Lawyer;
import de.msbls.paliad.calendar.testing.Case;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import org.junit.jupiter.api.Test;

/** A calendar that the lawyer may only read. */
public abstract class ReadOnlyJourney extends Journey {

    @Test
    @Case(25)
    void aCalendarThatTakesNoChangesIsToldAndLeftAlone() {
        RemoteCalendar locked =
                server().alice().calendar(server().readOnlyCalendar().orElseThrow());
        Lawyer reader = Lawyer.connected(firm, server().alice(), locked);
        firm.appointment(reader.id(), null, "Dentist", START);

        reader.awaitState(reader.firstBinding(), "read_only");

        reader.awaitAnotherTick(reader.firstBinding());
        assertThat(Events.titles(locked)).isEmpty();
        assertThat(firm.query(
                                "SELECT sum(items_pushed)::int AS pushed FROM paliad.caldav_sync_log WHERE user_id = ?",
                                reader.id())
                        .get(0))
                .containsEntry("pushed", 0);
    }
}
