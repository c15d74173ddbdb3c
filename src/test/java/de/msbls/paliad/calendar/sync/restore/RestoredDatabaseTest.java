package de.msbls.paliad.calendar.sync.restore;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.sync.Lawyer;
import de.msbls.paliad.calendar.testing.Doorkeeper;
import de.msbls.paliad.calendar.testing.Doorkeeper.Visit;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A database that was restored from a backup does not know what has become of its debts. */
@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class RestoredDatabaseTest {

    DataSource database;

    @Inject
    RestoreRepository restore;

    @Test
    void theCalendarIsListedAsAWholeBeforeAnythingIsDeletedThere() {
        FirmData firm = new FirmData(database);
        RemoteAccount account = RealServers.sabredav().newAccount();
        RemoteCalendar calendar = account.newCalendar();
        try (Doorkeeper door = Doorkeeper.before(account.server())) {
            Lawyer lawyer = Lawyer.connected(firm, account.through(door.url()), calendar);
            firm.appointment(lawyer.id(), null, "Dentist", "2027-03-01T09:00:00Z");
            UUID school = firm.appointment(lawyer.id(), null, "School", "2027-03-01T09:00:00Z");
            lawyer.awaitTitles(calendar, "Dentist", "School");
            lawyer.awaitState(lawyer.firstBinding(), "in_sync");
            lawyer.awaitAnotherTick(lawyer.firstBinding());
            firm.execute("UPDATE paliad.caldav_leases SET not_before = now() + interval '1 hour'");
            lawyer.awaitNoTick();
            int before = door.visits().size();
            firm.execute("DELETE FROM paliad.appointments WHERE id = ?", school);
            firm.execute("UPDATE paliad.database_identity SET timeline = timeline + 1");

            assertThat(restore.notice().await().atMost(Duration.ofSeconds(10))).isNotNull();

            lawyer.awaitTitles(calendar, "Dentist");
            List<Visit> visits = door.visits().subList(before, door.visits().size());
            assertThat(first(visits, visit -> visit.is("PROPFIND", "getetag")))
                    .isLessThan(first(visits, visit -> visit.method().equals("DELETE")));
        }
    }

    private static int first(List<Visit> visits, Predicate<Visit> wanted) {
        return IntStream.range(0, visits.size())
                .filter(i -> wanted.test(visits.get(i)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("none of " + visits));
    }
}
