package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.sync.Events;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Her client gives our object another name: it is still ours, found by its UID. */
public abstract class RenameJourney extends Journey {

    @Test
    void anObjectMovedToAnotherNameIsFollowed() {
        UUID dentist = synced("Dentist");
        String renamed = calendar.path() + "renamed.ics";

        move(hrefOf("Dentist"), renamed);

        assertThatItIsFollowed(dentist, "Dentist", renamed);
    }

    @Test
    void anObjectPutAgainUnderAnotherNameIsFollowed() {
        UUID dentist = synced("Dentist");
        String renamed = calendar.path() + "renamed.ics";

        pauseWhile(() -> writeAnew(hrefOf("Dentist"), renamed, "Dentist"));

        assertThatItIsFollowed(dentist, "Dentist", renamed);
    }

    @Test
    void anObjectRenamedAndEditedAtOnceIsFollowedAndItsEditPulled() {
        UUID dentist = synced("Dentist");
        String renamed = calendar.path() + "renamed.ics";

        pauseWhile(() -> writeAnew(hrefOf("Dentist"), renamed, "Surgeon"));

        awaitValue(dentist, "title", "Surgeon");
        assertThatItIsFollowed(dentist, "Surgeon", renamed);
    }

    @Test
    void anObjectRenamedWhileTheFirmChangedItsAppointmentIsChangedUnderItsNewName() {
        UUID dentist = synced("Dentist");
        String renamed = calendar.path() + "renamed.ics";

        pauseWhile(() -> {
            move(hrefOf("Dentist"), renamed);
            retitle(dentist, "Orthodontist");
        });

        assertThatItIsFollowed(dentist, "Orthodontist", renamed);
    }

    @Test
    void anObjectRenamedWhileItsAppointmentWasDeletedGoes() {
        UUID dentist = synced("Dentist");
        synced("School");
        synced("Concert");

        pauseWhile(() -> {
            move(hrefOf("Dentist"), calendar.path() + "renamed.ics");
            firm.execute("DELETE FROM paliad.appointments WHERE id = ?", dentist);
        });

        lawyer.awaitTitles(calendar, "School", "Concert");
    }

    /** One object under the new name, neither doubled nor suppressed, and the next change goes there. */
    private void assertThatItIsFollowed(UUID appointment, String title, String renamed) {
        lawyer.awaitTitles(calendar, title);
        lawyer.awaitAnotherTick(lawyer.firstBinding());
        lawyer.awaitAnotherTick(lawyer.firstBinding());
        assertThat(calendar.list()).containsExactly(renamed);
        assertThat(statusIn(lawyer.firstBinding(), appointment)).isEqualTo("active");

        retitle(appointment, "Later");

        lawyer.awaitTitles(calendar, "Later");
        assertThat(calendar.list()).containsExactly(renamed);
    }

    /** As WebDAV does it. */
    protected void move(String href, String renamed) {
        calendar.move(href, renamed);
    }

    /** Away first: most servers refuse a second object of the same UID. */
    protected void writeAnew(String href, String renamed, String title) {
        String ics = ics(href);
        calendar.delete(href);
        calendar.put(renamed, Events.edited(ics, "SUMMARY", title));
    }
}
