package de.msbls.paliad.calendar.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RealServersTest {

    @Nested
    class Radicale extends AServer {
        @Override
        RemoteServer server() {
            return RealServers.radicale();
        }
    }

    @Nested
    class SabreDav extends AServer {
        @Override
        RemoteServer server() {
            return RealServers.sabredav();
        }
    }

    @Nested
    @Tag("interop")
    class Xandikos extends AServer {
        @Override
        RemoteServer server() {
            return RealServers.xandikos();
        }
    }

    @Nested
    @Tag("interop")
    class DaviCal extends AServer {
        @Override
        RemoteServer server() {
            return RealServers.davical();
        }
    }

    @Nested
    @Tag("interop")
    class Cyrus extends AServer {
        @Override
        RemoteServer server() {
            return RealServers.cyrus();
        }
    }

    @Nested
    @Tag("interop")
    class Sogo extends AServer {
        @Override
        RemoteServer server() {
            return RealServers.sogo();
        }
    }

    /** What a test may rely on. */
    abstract static class AServer {

        abstract RemoteServer server();

        @Test
        void anotherClientSeesWhatItWrote() {
            RemoteAccount account = server().newAccount();
            RemoteCalendar calendar = account.newCalendar();
            String href = calendar.path() + "hearing.ics";

            calendar.put(href, event("Hearing in Düsseldorf"));

            assertThat(account.calendars()).extracting(RemoteCalendar::path).contains(calendar.path());
            assertThat(calendar.list()).containsExactly(href);
            assertThat(calendar.get(href))
                    .hasValueSatisfying(ics -> assertThat(ics).contains("Hearing in Düsseldorf"));
            calendar.delete(href);
            assertThat(calendar.list()).isEmpty();
            assertThat(calendar.get(href)).isEmpty();
        }

        @Test
        void aServerThatWasStoppedComesBackWithItsCalendars() {
            try (RemoteServer server = RealServers.own(server().kind())) {
                RemoteCalendar calendar = server.alice().newCalendar();
                calendar.put(calendar.path() + "hearing.ics", event("Hearing"));

                server.stop();
                assertThatThrownBy(calendar::list).hasMessageContaining("PROPFIND");

                server.startAgain();
                assertThat(calendar.list()).hasSize(1);
            }
        }
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
