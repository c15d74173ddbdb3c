package de.msbls.paliad.calendar.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One calendar on a CalDAV server, read and written as the user's other client would. */
public final class RemoteCalendar {

    private final RemoteClient client;
    private final String path;

    RemoteCalendar(RemoteClient client, String path) {
        this.client = client;
        this.path = path;
    }

    /** With a trailing slash, as the server spells it. */
    public String path() {
        return path;
    }

    /** @return the hrefs of its objects */
    public List<String> list() {
        return List.copyOf(etags().keySet());
    }

    /** @return the etag of each of its objects, by href */
    public Map<String, String> etags() {
        return client.propfind(path, 1).etags(path);
    }

    /** @return the iCalendar text of every object */
    public List<String> objects() {
        return list().stream().flatMap(href -> get(href).stream()).toList();
    }

    /** @return the object's iCalendar text, or nothing where there is none */
    public Optional<String> get(String href) {
        RemoteClient.Answer answer = client.send("GET", href, null);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(answer.expect(200).body());
    }

    /** Writes an object, whatever stands there. */
    public void put(String href, String ics) {
        client.send("PUT", href, ics).expect(200, 201, 204);
    }

    /**
     * Writes over an object, if it still is the one with that etag.
     *
     * @return whether it was
     */
    public boolean replace(String href, String etag, String ics) {
        return client.putIfMatch(href, etag, ics).expect(200, 201, 204, 412).status() < 400;
    }

    /**
     * Deletes an object, if it still is the one with that etag.
     *
     * @return whether it was
     */
    public boolean delete(String href, String etag) {
        return client.deleteIfMatch(href, etag).expect(200, 204, 404, 412).status() < 400;
    }

    public void delete(String href) {
        client.send("DELETE", href, null).expect(200, 204);
    }

    /** WebDAV MOVE (RFC 4918 §9.9) within the server: another name, or another calendar. */
    public void move(String href, String to) {
        client.move(href, to).expect(200, 201, 204);
    }

    /** The calendar itself is gone afterwards. Cyrus answers 404 when it has just done so. */
    public void deleteAll() {
        client.send("DELETE", path, null).expect(200, 204, 404);
    }
}
