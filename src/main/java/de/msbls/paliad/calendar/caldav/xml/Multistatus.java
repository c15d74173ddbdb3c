package de.msbls.paliad.calendar.caldav.xml;

import java.util.ArrayList;
import java.util.List;

/** A multistatus document (RFC 4918 §13), complete and well-formed. */
public record Multistatus(List<DavResource> resources) {

    /** More is no calendar that a person keeps. */
    private static final int MAX_RESOURCES = 50_000;

    /** @throws MalformedXmlException when it is cut off, is none, or is beyond the bounds */
    public static Multistatus read(byte[] body) throws MalformedXmlException {
        BoundedXml xml = BoundedXml.open(body);
        if (!xml.name().equals(DavNames.MULTISTATUS)) {
            throw new MalformedXmlException("no multistatus");
        }
        List<DavResource> resources = new ArrayList<>();
        while (xml.nextOfRoot()) {
            XmlElement child = xml.element();
            if (child.name().equals(DavNames.RESPONSE)) {
                DavResource.of(child).forEach(resources::add);
            }
            if (resources.size() > MAX_RESOURCES) {
                throw new MalformedXmlException("the XML is out of bounds");
            }
        }
        return new Multistatus(List.copyOf(resources));
    }
}
