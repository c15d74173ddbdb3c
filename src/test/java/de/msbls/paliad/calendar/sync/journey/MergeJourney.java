package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.testing.Case;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Both sides are edited at once. */
public abstract class MergeJourney extends Journey {

    @Test
    @Case({17, 33})
    void titleChangedHereAndTimeThereAtOnceBothSurvive() {
        UUID hearing = synced("Hearing");
        String href = hrefOf("Hearing");

        pauseWhile(() -> {
            edit(
                    href,
                    ics -> Events.edited(Events.edited(ics, "DTSTART", "20270305T100000"), "DTEND", "20270305T110000"));
            retitle(hearing, "Oral hearing");
        });

        lawyer.awaitTitles(calendar, "Oral hearing");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(startOf(hearing)).isEqualTo("2027-03-05 10:00:00 Europe/Berlin"));
        assertThat(Events.line(ics(href), "DTSTART")).isEqualTo("20270305T100000");
        assertThat(conflicts(hearing)).isEmpty();
    }

    @Test
    @Case({17, 34})
    void theSameFieldChangedOnBothSidesStaysTheDatabasesAndTheOtherIsKept() {
        UUID hearing = synced("Hearing");
        String href = hrefOf("Hearing");

        pauseWhile(() -> {
            edit(href, ics -> Events.edited(ics, "SUMMARY", "Theirs"));
            retitle(hearing, "Ours");
        });

        lawyer.awaitTitles(calendar, "Ours");
        assertThat(value(hearing, "title")).isEqualTo("Ours");
        assertThat(conflicts(hearing)).containsExactly(Map.of("cause", "both_changed", "title", "Theirs"));
    }

    @Test
    @Case({18, 34})
    void theSameEditOnBothSidesIsNoConflict() {
        UUID hearing = synced("Hearing");
        String href = hrefOf("Hearing");

        pauseWhile(() -> {
            edit(href, ics -> Events.edited(ics, "SUMMARY", "Oral hearing"));
            retitle(hearing, "Oral hearing");
        });
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        lawyer.awaitAnotherTick(lawyer.firstBinding());

        assertThat(Events.titles(calendar)).containsExactly("Oral hearing");
        assertThat(conflicts(hearing)).isEmpty();
    }

    @Test
    void anObserversEditIsPutBackAndKept() {
        UUID partner = firm.user();
        UUID watched = firm.project("client", null);
        firm.team(watched, lawyer.id(), "observer");
        UUID hearing = firm.appointment(partner, watched, "Hearing", START);
        lawyer.awaitTitles(calendar, "Hearing");

        edit(hrefOf("Hearing"), ics -> Events.edited(ics, "SUMMARY", "Mine"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(conflicts(hearing))
                .containsExactly(Map.of("cause", "may_not_edit", "title", "Mine")));
        lawyer.awaitTitles(calendar, "Hearing");
    }
}
