package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.Case;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deletions that look like an accident wait for the user. */
public abstract class GuardJourney extends Journey {

    @Test
    @Case(6)
    void aCalendarThatIsSuddenlyEmptyHoldsItsDeletionsAndTheRestGoesOn() {
        synced("Dentist");
        synced("School");

        pauseWhile(() -> calendar.list().forEach(calendar::delete));

        lawyer.awaitState(lawyer.firstBinding(), "held");
        firm.appointment(lawyer.id(), null, "Concert", START);
        lawyer.awaitTitles(calendar, "Concert");
        assertThat(statuses()).containsOnly("active").hasSize(3);
    }

    @Test
    @Case(6)
    void manyDeletionsInTheCalendarAreHeldTogether() {
        UUID client = aClientWith(14);

        pauseWhile(() -> calendar.list().stream().limit(11).forEach(calendar::delete));

        lawyer.awaitState(lawyer.firstBinding(), "held");
        lawyer.awaitAnotherTick(lawyer.firstBinding());
        assertThat(calendar.list()).hasSize(3);
        assertThat(statuses()).containsOnly("active").hasSize(14);
        assertThat(firm.query("SELECT FROM paliad.appointments WHERE project_id = ?", client))
                .hasSize(14);
    }

    @Test
    @Case(11)
    void aTeamTableThatEmptiesAScopeHoldsItsDeletions() {
        UUID client = aClientWith(12);

        firm.execute("DELETE FROM paliad.project_teams WHERE user_id = ? AND project_id = ?", lawyer.id(), client);

        lawyer.awaitState(lawyer.firstBinding(), "held");
        lawyer.awaitAnotherTick(lawyer.firstBinding());
        assertThat(calendar.list()).hasSize(12);
    }

    @Test
    void whatDisappearedIsWrittenThereAgainWhereTheUserWantsItSo() {
        aClientWith(12);
        pauseWhile(() -> calendar.list().forEach(calendar::delete));
        lawyer.awaitState(lawyer.firstBinding(), "held");

        decide("put_back", 12);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(calendar.list()).hasSize(12));
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        assertThat(statuses()).containsOnly("active").hasSize(12);
    }

    @Test
    @Case(8)
    void whatDisappearedStaysAwayWhereTheUserMeantItUntilSheWantsOneBack() {
        UUID client = aClientWith(12);
        pauseWhile(() -> calendar.list().forEach(calendar::delete));
        lawyer.awaitState(lawyer.firstBinding(), "held");

        decide("carry_out", 12);
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        assertThat(statuses()).containsOnly("suppressed").hasSize(12);
        assertThat(calendar.list()).isEmpty();

        Object hearing = firm.query("SELECT id FROM paliad.appointments WHERE project_id = ? LIMIT 1", client)
                .get(0)
                .get("id");
        lawyer.api()
                .post("/api/caldav-bindings/" + lawyer.firstBinding() + "/items/" + hearing + "/restore", Map.of())
                .then()
                .statusCode(202);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(calendar.list()).hasSize(1));
    }

    @Test
    @Case(11)
    void lostAccessIsCarriedOutAtOnceWhereTheUserAgrees() {
        UUID client = aClientWith(12);
        firm.execute("DELETE FROM paliad.project_teams WHERE user_id = ? AND project_id = ?", lawyer.id(), client);
        lawyer.awaitState(lawyer.firstBinding(), "held");

        decide("carry_out", 12);

        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        assertThat(calendar.list()).isEmpty();
    }

    private void decide(String decision, int count) {
        lawyer.api()
                .post(
                        "/api/caldav-bindings/" + lawyer.firstBinding() + "/decisions",
                        Map.of("decision", decision, "count", count))
                .then()
                .statusCode(202);
    }

    @Test
    void aScopeThatTheUserNarrowsTakesAwayWhatLeftIt() {
        aClientWith(12);
        synced("Dentist");

        lawyer.api()
                .patch("/api/caldav-bindings/" + lawyer.firstBinding(), Map.of("scope_kind", "personal_only"))
                .then()
                .statusCode(200);

        lawyer.awaitTitles(calendar, "Dentist");
    }

    @Test
    @Case(7)
    void aCalendarThatIsGoneIsToldAndBothSidesKeepTheirData() {
        UUID dentist = synced("Dentist");

        calendar.deleteAll();

        lawyer.awaitState(lawyer.firstBinding(), "calendar_missing");
        assertThat(statuses()).containsExactly("active");
        assertThat(value(dentist, "title")).isEqualTo("Dentist");
    }

    private UUID aClientWith(int hearings) {
        UUID client = firm.project("client", null);
        firm.team(client, lawyer.id(), "member");
        IntStream.range(0, hearings).forEach(i -> firm.appointment(lawyer.id(), client, "Hearing " + i, START));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(calendar.list()).hasSize(hearings));
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        return client;
    }
}
