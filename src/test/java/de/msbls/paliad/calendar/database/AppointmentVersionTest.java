package de.msbls.paliad.calendar.database;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.util.List;
import java.util.UUID;

class AppointmentVersionTest {

    private static final List<String> SYNCED = List.of(
            "title = 'Hearing, moved'",
            "description = 'Room 1'",
            "location = 'Munich'",
            "status = 'cancelled'",
            "all_day = true",
            "starts_at = '2026-12-01T09:30Z'",
            "ends_at = NULL",
            "time_zone = 'Europe/London'",
            "start_date = '2026-12-01'",
            "end_date = '2026-12-02'");

    private static final List<String> NOT_SYNCED = List.of(
            "appointment_type = 'hearing'",
            "caldav_uid = 'uid', caldav_etag = 'etag'",
            "updated_at = now()",
            "project_id = NULL",
            "title = title");

    @OnEveryPostgres
    void everySyncedColumnRaisesTheVersionByOne(FirmDatabase firm) {
        UUID hearing = hearing(firm);
        long expected = 1;
        for (String change : SYNCED) {
            firm.run("UPDATE paliad.appointments SET " + change + " WHERE id = ?", hearing);
            assertThat(version(firm, hearing)).as(change).isEqualTo(++expected);
        }
    }

    @OnEveryPostgres
    void writingTheSameAgainOrWhatIsNotSyncedLeavesTheVersion(FirmDatabase firm) {
        UUID hearing = hearing(firm);
        for (String change : NOT_SYNCED) {
            firm.run("UPDATE paliad.appointments SET " + change + " WHERE id = ?", hearing);
            assertThat(version(firm, hearing)).as(change).isEqualTo(1);
        }
    }

    @OnEveryPostgres
    void noWriterSetsTheVersion(FirmDatabase firm) {
        UUID hearing = hearing(firm);
        firm.run("UPDATE paliad.appointments SET version = 40 WHERE id = ?", hearing);
        assertThat(version(firm, hearing)).isEqualTo(1);
        firm.run("UPDATE paliad.appointments SET version = 40, title = 'Moved' WHERE id = ?", hearing);
        assertThat(version(firm, hearing)).isEqualTo(2);
    }

    @OnEveryPostgres
    void whatATriggerOfTheFirmChangesCounts(FirmDatabase firm) {
        UUID hearing = hearing(firm);
        firm.run("""
                CREATE FUNCTION paliad.shout() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN NEW.title := upper(NEW.title); RETURN NEW; END $$
                """);
        firm.run("""
                CREATE TRIGGER shout BEFORE UPDATE ON paliad.appointments
                FOR EACH ROW EXECUTE FUNCTION paliad.shout()
                """);
        firm.run("UPDATE paliad.appointments SET updated_at = now() WHERE id = ?", hearing);
        assertThat(version(firm, hearing)).isEqualTo(2);
    }

    private static UUID hearing(FirmDatabase firm) {
        return firm.appointment(firm.client("Acme"), firm.user("Anna"), "Hearing");
    }

    private static long version(FirmDatabase firm, UUID appointment) {
        return firm.<Long>value("SELECT version FROM paliad.appointments WHERE id = ?", appointment);
    }
}
