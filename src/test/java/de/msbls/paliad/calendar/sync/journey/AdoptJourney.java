package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.sync.Lawyer;
import de.msbls.paliad.calendar.sync.target.TargetUid;
import de.msbls.paliad.calendar.testing.Case;
import de.msbls.paliad.calendar.testing.CuttingProxy;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is ours on the server already, and the database does not know yet. */
public abstract class AdoptJourney extends Journey {

    @Test
    @Case({12, 35})
    void aFirstGenerationCalendarIsAdoptedAndNotDoubled() {
        RemoteAccount upgrading = server().newAccount();
        RemoteCalendar old = upgrading.newCalendar();
        UUID user = firm.user();
        UUID same = firm.appointment(user, null, "Dentist", START);
        UUID edited = firm.appointment(user, null, "School", START);
        old.put(old.path() + "first.ics", Events.ofFirstGeneration("uid-1-" + user, "Dentist"));
        old.put(old.path() + "second.ics", Events.ofFirstGeneration("uid-2-" + user, "Open day"));
        firm.execute(
                "INSERT INTO paliad.first_generation_uids VALUES (?, ?), (?, ?)",
                same,
                "uid-1-" + user,
                edited,
                "uid-2-" + user);

        Lawyer upgraded = Lawyer.upgraded(firm, user, upgrading, old);

        upgraded.awaitTitles(old, "Dentist", "School");
        assertThat(old.list()).containsExactlyInAnyOrder(old.path() + "first.ics", old.path() + "second.ics");
        assertThat(conflicts(edited)).containsExactly(Map.of("cause", "both_changed", "title", "Open day"));
        assertThat(conflicts(same)).isEmpty();
    }

    /** Whether the server refuses a second object of one UID in a calendar; then it is one that says where the first stands, or not. */
    protected boolean refusesAUidTwice() {
        return true;
    }

    @Test
    @Case(14)
    void anObjectOfOursUnderAnotherNameIsAdoptedWhereItsUidIsRefused() {
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        UUID dentist = UUID.randomUUID();
        String renamed = calendar.path() + "renamed.ics";
        String uid = TargetUid.of(lawyer.firstBinding(), dentist, 0);
        calendar.put(renamed, Events.ofFirstGeneration(uid, "Dentist"));

        firm.execute("""
                INSERT INTO paliad.appointments (id, title, starts_at, ends_at, time_zone, created_by)
                VALUES (?, 'Dentist', now() + interval '1 day', now() + interval '25 hours', 'UTC', ?)
                """, dentist, lawyer.id());

        String ours = calendar.path() + uid + ".ics";
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(firm.query(
                        "SELECT href FROM paliad.appointment_caldav_targets WHERE appointment_id = ? AND status = 'active'",
                        dentist))
                .containsExactly(Map.of("href", refusesAUidTwice() ? renamed : ours)));
        assertThat(calendar.list())
                .containsExactlyInAnyOrderElementsOf(refusesAUidTwice() ? List.of(renamed) : List.of(renamed, ours));
    }

    @Test
    @Case(27)
    void aCreateThatWasCutOffIsAdopted() {
        RemoteAccount behind = server().newAccount();
        RemoteCalendar remote = behind.newCalendar();
        try (CuttingProxy proxy = CuttingProxy.before(server().url())) {
            Lawyer unlucky = Lawyer.connected(firm, behind.through(proxy.url()), remote);
            unlucky.awaitState(unlucky.firstBinding(), "in_sync");
            proxy.cutNextAnswerTo("PUT");

            UUID dentist = firm.appointment(unlucky.id(), null, "Dentist", START);
            await().atMost(PATIENCE).until(proxy::hasCut);
            String href = Events.href(remote, "Dentist");
            String uid = Events.line(remote.get(href).orElseThrow(), "UID");
            unlucky.syncNow();
            retitle(dentist, "Surgeon");

            unlucky.awaitTitles(remote, "Surgeon");
            unlucky.awaitState(unlucky.firstBinding(), "in_sync");
            assertThat(remote.list()).containsExactly(href);
            assertThat(Events.line(remote.get(href).orElseThrow(), "UID")).isEqualTo(uid);
        }
    }

    @Test
    @Case(27)
    void anUpdateAndADeletionThatWereCutOffAreNotTakenForTheUsers() {
        RemoteAccount behind = server().newAccount();
        RemoteCalendar remote = behind.newCalendar();
        try (CuttingProxy proxy = CuttingProxy.before(server().url())) {
            Lawyer unlucky = Lawyer.connected(firm, behind.through(proxy.url()), remote);
            UUID dentist = firm.appointment(unlucky.id(), null, "Dentist", START);
            firm.appointment(unlucky.id(), null, "School", START);
            unlucky.awaitTitles(remote, "Dentist", "School");
            unlucky.awaitState(unlucky.firstBinding(), "in_sync");

            proxy.cutNextAnswerTo("PUT");
            retitle(dentist, "Surgeon");
            await().atMost(PATIENCE).until(proxy::hasCut);
            unlucky.syncNow();
            unlucky.awaitState(unlucky.firstBinding(), "in_sync");
            unlucky.awaitTitles(remote, "Surgeon", "School");
            assertThat(conflicts(dentist)).isEmpty();

            proxy.cutNextAnswerTo("DELETE");
            firm.execute("DELETE FROM paliad.appointments WHERE id = ?", dentist);
            await().atMost(PATIENCE).until(proxy::hasCut);
            unlucky.syncNow();
            unlucky.awaitState(unlucky.firstBinding(), "in_sync");
            unlucky.awaitTitles(remote, "School");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(firm.query("""
                            SELECT FROM paliad.caldav_tombstones
                            JOIN paliad.user_caldav_config USING (account_id)
                            WHERE user_id = ?
                            """, unlucky.id()))
                    .isEmpty());
        }
    }
}
