package de.msbls.paliad.calendar.sync.model.server;

/** Writes a 207 (RFC 4918 §13). */
final class Multistatus {

    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
            + "<d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\""
            + " xmlns:cs=\"http://calendarserver.org/ns/\">\n");

    Multistatus found(String href, String properties) {
        xml.append("<d:response><d:href>")
                .append(escaped(href))
                .append("</d:href><d:propstat><d:prop>")
                .append(properties)
                .append("</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>\n");
        return this;
    }

    Multistatus status(String href, int status) {
        xml.append("<d:response><d:href>")
                .append(escaped(href))
                .append("</d:href><d:status>HTTP/1.1 ")
                .append(status)
                .append(" Said</d:status></d:response>\n");
        return this;
    }

    Multistatus token(String token) {
        xml.append("<d:sync-token>").append(token).append("</d:sync-token>\n");
        return this;
    }

    String end() {
        return xml + "</d:multistatus>\n";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }
}
