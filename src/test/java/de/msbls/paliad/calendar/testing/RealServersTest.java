package de.msbls.paliad.calendar.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.msbls.paliad.calendar.dev.server.RealServer;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RealServersTest {

    @ParameterizedTest
    @EnumSource
    void anotherClientSeesWhatItWrote(RealServer.Kind kind) {
        RemoteAccount account = serverOf(kind).newAccount();
        RemoteCalendar calendar = account.newCalendar();
        String href = calendar.path() + "hearing.ics";

        calendar.put(href, event("Hearing in Düsseldorf"));

        assertThat(account.calendars()).extracting(RemoteCalendar::path).contains(calendar.path());
        assertThat(calendar.list()).containsExactly(href);
        assertThat(calendar.get(href)).hasValueSatisfying(ics -> assertThat(ics).contains("Hearing in Düsseldorf"));
        calendar.delete(href);
        assertThat(calendar.list()).isEmpty();
        assertThat(calendar.get(href)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatWasStoppedComesBackWithItsCalendars(RealServer.Kind kind) {
        try (RemoteServer server = RealServers.own(kind)) {
            RemoteCalendar calendar = server.alice().newCalendar();
            calendar.put(calendar.path() + "hearing.ics", event("Hearing"));

            server.stop();
            assertThatThrownBy(calendar::list).hasMessageContaining("PROPFIND");

            server.startAgain();
            assertThat(calendar.list()).hasSize(1);
        }
    }

    private static RemoteServer serverOf(RealServer.Kind kind) {
        return kind == RealServer.Kind.RADICALE ? RealServers.radicale() : RealServers.sabredav();
    }

    private static String event(String summary) {
        return """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//test//EN
                BEGIN:VEVENT
                UID:%s
                DTSTAMP:20260101T000000Z
                DTSTART:20260105T090000Z
                DTEND:20260105T100000Z
                SUMMARY:%s
                END:VEVENT
                END:VCALENDAR
                """.formatted(UUID.randomUUID(), summary).replace("\n", "\r\n");
    }
}
