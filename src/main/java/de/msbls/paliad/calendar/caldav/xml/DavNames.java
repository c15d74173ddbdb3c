package de.msbls.paliad.calendar.caldav.xml;

import javax.xml.namespace.QName;

/** The elements that are asked for and read, with the document that defines each. */
public final class DavNames {

    /** RFC 4918. */
    public static final String DAV = "DAV:";

    /** RFC 4791. */
    public static final String CALDAV = "urn:ietf:params:xml:ns:caldav";

    /** caldav-ctag.txt of Calendar Server; named by nearly every server. */
    public static final String CALENDAR_SERVER = "http://calendarserver.org/ns/";

    /** Apple's calendar colour and order. */
    public static final String APPLE = "http://apple.com/ns/ical/";

    public static final QName MULTISTATUS = new QName(DAV, "multistatus");
    public static final QName RESPONSE = new QName(DAV, "response");
    public static final QName PROPSTAT = new QName(DAV, "propstat");
    public static final QName PROP = new QName(DAV, "prop");
    public static final QName STATUS = new QName(DAV, "status");
    public static final QName HREF = new QName(DAV, "href");
    public static final QName ERROR = new QName(DAV, "error");

    public static final QName RESOURCE_TYPE = new QName(DAV, "resourcetype");
    public static final QName COLLECTION = new QName(DAV, "collection");
    public static final QName DISPLAY_NAME = new QName(DAV, "displayname");
    public static final QName ETAG = new QName(DAV, "getetag");
    /** RFC 6578 §4. */
    public static final QName SYNC_TOKEN = new QName(DAV, "sync-token");
    /** RFC 5397 §3. */
    public static final QName CURRENT_USER_PRINCIPAL = new QName(DAV, "current-user-principal");
    /** RFC 3744 §5.5. */
    public static final QName PRIVILEGES = new QName(DAV, "current-user-privilege-set");

    public static final QName CALENDAR = new QName(CALDAV, "calendar");
    public static final QName CALENDAR_HOME_SET = new QName(CALDAV, "calendar-home-set");
    public static final QName COMPONENT_SET = new QName(CALDAV, "supported-calendar-component-set");
    public static final QName CALENDAR_DATA = new QName(CALDAV, "calendar-data");

    public static final QName CTAG = new QName(CALENDAR_SERVER, "getctag");
    public static final QName COLOR = new QName(APPLE, "calendar-color");

    private DavNames() {}
}
