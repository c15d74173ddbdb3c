package de.msbls.paliad.calendar.database;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The database of a firm that ran the first generation, with its lawyers, their appointments and their connections. */
final class FirstGeneration {

    private FirstGeneration() {}

    static void fill(FirmDatabase firm) {
        firm.run(script());
        UUID anna = firm.user("Anna");
        UUID ben = firm.user("Ben");
        UUID acme = firm.client("Acme");
        UUID dispute = firm.litigation(acme, "Dispute");
        firm.member(acme, anna);
        firm.member(dispute, ben);
        pushed(firm, firm.appointment(dispute, anna, "Hearing"), "hearing@first");
        pushed(firm, firm.personalAppointment(anna, "Dentist"), "dentist@first");
        pushed(firm, firm.personalAppointment(ben, "Nameless"), "");
        firm.appointment(acme, ben, "Never pushed");
        connection(firm, anna, "https://dav.example:8443/calendars/anna%40firm.example/My%20work");
        connection(firm, ben, "/calendars/ben/default/");
        connection(firm, firm.user("Clara"), "calendars/clara");
        connection(firm, firm.user("Dora"), " /calendars/dora// ");
        connection(firm, firm.user("Emil"), "");
        connection(firm, firm.user("Frida"), "https://dav.example/");
        connection(firm, firm.user("Georg"), "/100%/%ff/");
        firm.run("""
                INSERT INTO paliad.caldav_sync_log (user_id, direction, items_pushed, occurred_at)
                VALUES (?, 'push', 2, '2025-06-01T10:00Z')
                """, anna);
    }

    private static String script() {
        try (InputStream script = FirstGeneration.class.getResourceAsStream("/first-generation.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pushed(FirmDatabase firm, UUID appointment, String uid) {
        firm.run("UPDATE paliad.appointments SET caldav_uid = ?, caldav_etag = '\"e\"' WHERE id = ?", uid, appointment);
    }

    private static void connection(FirmDatabase firm, UUID user, String calendarPath) {
        firm.run("""
                INSERT INTO paliad.user_caldav_config
                    (user_id, server_url, username, password_encrypted, calendar_path, created_at)
                VALUES (?, 'https://dav.example/', 'someone', 'unreadable', ?, '2025-01-02T03:04Z')
                """, user, calendarPath);
    }
}
