package de.msbls.paliad.calendar.testing;

import java.net.URI;
import java.util.List;
import java.util.UUID;

/** One user's account on a CalDAV server, as her other client sees it. */
public record RemoteAccount(URI server, URI home, String username, String password) {

    /** @return a calendar made just now, empty, with a name that no other has */
    public RemoteCalendar newCalendar() {
        return newCalendar("calendar-" + UUID.randomUUID());
    }

    /** MKCALENDAR, RFC 4791 §5.3.1. */
    public RemoteCalendar newCalendar(String name) {
        RemoteCalendar calendar = calendar(home.getPath() + name + "/");
        client().send("MKCALENDAR", calendar.path(), null).expect(201);
        return calendar;
    }

    public RemoteCalendar calendar(String path) {
        return new RemoteCalendar(client(), path);
    }

    /** @return every calendar of the account that holds events, but for read-only ones that the server itself made */
    public List<RemoteCalendar> calendars() {
        return client().propfind(home.getPath(), 1).hrefsOf("urn:ietf:params:xml:ns:caldav", "calendar").stream()
                .map(this::calendar)
                .toList();
    }

    /** The same account behind another address; what stands between is told the home, so that no redirect leads past it. */
    public RemoteAccount through(URI address) {
        URI there = address.resolve(home.getPath());
        return new RemoteAccount(there, there, username, password);
    }

    private RemoteClient client() {
        return new RemoteClient(server, username, password);
    }

    @Override
    public String toString() {
        return username + " on " + server;
    }
}
