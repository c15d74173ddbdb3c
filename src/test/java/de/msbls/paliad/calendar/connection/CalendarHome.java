package de.msbls.paliad.calendar.connection;

/** What a server answers to every PROPFIND that is its root, a home and a calendar in one. */
final class CalendarHome {

    static final String WITH_ONE_CALENDAR = """
            <multistatus xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><response><href>/</href><propstat><prop>
            <resourcetype><collection/><C:calendar/></resourcetype><C:calendar-home-set><href>/</href></C:calendar-home-set>
            </prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>""";

    private CalendarHome() {}
}
