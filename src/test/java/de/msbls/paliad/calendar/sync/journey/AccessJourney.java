package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.Case;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lead changes teams and the tree over the API; what the lawyer sees by it comes and goes in her calendars. */
public abstract class AccessJourney extends Journey {

    private UUID lead;
    private Api api;
    private UUID acme;
    private UUID matter;

    @BeforeEach
    void anotherLawyerLeadsAClient() {
        lead = firm.user();
        api = Api.as(lead);
        acme = firm.project("client", null);
        firm.team(acme, lead, "lead");
        matter = firm.project("litigation", acme);
    }

    @Test
    void whatALawyerIsPutOnComesAndGoesWithHerMembership() {
        synced("Dentist");
        firm.appointment(lead, matter, "Hearing", START);
        firm.appointment(lead, matter, "Deadline", START);

        api.put(membership(), Map.of("role", "observer")).then().statusCode(201);
        lawyer.awaitTitles(calendar, "Dentist", "Hearing", "Deadline");

        api.delete(membership()).then().statusCode(204);
        lawyer.awaitTitles(calendar, "Dentist");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
    }

    @Test
    @Case(11)
    void muchThatIsLostAtOnceIsHeldAndCarriedOutWhenTheHoldIsOver() {
        synced("Dentist");
        firm.team(matter, lawyer.id(), "member");
        IntStream.range(0, 12).forEach(i -> firm.appointment(lead, matter, "Hearing " + i, START));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(calendar.list()).hasSize(13));
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");

        api.delete(membership()).then().statusCode(204);

        lawyer.awaitState(lawyer.firstBinding(), "held");
        lawyer.awaitAnotherTick(lawyer.firstBinding());
        assertThat(calendar.list()).hasSize(13);

        theHoldIsOver();

        lawyer.awaitTitles(calendar, "Dentist");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
    }

    @Test
    void aMatterThatIsMovedLeavesTheOneClientsCalendarForTheOthers() {
        UUID globex = firm.project("client", null);
        firm.team(globex, lead, "lead");
        firm.team(acme, lawyer.id(), "member");
        firm.team(globex, lawyer.id(), "member");
        RemoteCalendar ofAcme = account.newCalendar();
        RemoteCalendar ofGlobex = account.newCalendar();
        lawyer.bind(ofAcme, "client", acme);
        lawyer.bind(ofGlobex, "client", globex);
        firm.appointment(lead, acme, "Weekly", START);
        firm.appointment(lead, matter, "Hearing", START);
        lawyer.awaitTitles(ofAcme, "Weekly", "Hearing");

        api.patch("/api/projects/" + matter, Map.of("parent_id", globex)).then().statusCode(200);

        lawyer.awaitTitles(ofGlobex, "Hearing");
        lawyer.awaitTitles(ofAcme, "Weekly");
        lawyer.awaitTitles(calendar, "Weekly", "Hearing");
    }

    private String membership() {
        return "/api/projects/" + matter + "/team/" + lawyer.id();
    }

    /** The default, four hours, has gone by since the deletions were held. */
    private void theHoldIsOver() {
        firm.execute("""
                UPDATE paliad.binding_sync_state SET guard_since = now() - interval '4 hours'
                WHERE binding_id = ?
                """, lawyer.firstBinding());
    }
}
