package de.msbls.paliad.calendar.caldav.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A multistatus document (RFC 4918 §13), complete and well-formed.
 *
 * @param syncToken of an answer to sync-collection (RFC 6578 §6.4)
 */
public record Multistatus(
        List<DavResource> resources, @Nullable String syncToken) {

    /** More is no calendar that a person keeps. */
    private static final int MAX_RESOURCES = 50_000;

    /** @throws MalformedXmlException when it is cut off, is none, or is beyond the bounds */
    public static Multistatus read(byte[] body) throws MalformedXmlException {
        BoundedXml xml = BoundedXml.open(body);
        if (!xml.name().equals(DavNames.MULTISTATUS)) {
            throw new MalformedXmlException("no multistatus");
        }
        List<DavResource> resources = new ArrayList<>();
        String syncToken = null;
        while (xml.nextOfRoot()) {
            XmlElement child = xml.element();
            if (child.name().equals(DavNames.RESPONSE)) {
                DavResource.of(child).forEach(resources::add);
            } else if (child.name().equals(DavNames.SYNC_TOKEN)) {
                syncToken = child.value();
            }
            if (resources.size() > MAX_RESOURCES) {
                throw new MalformedXmlException("the XML is out of bounds");
            }
        }
        return new Multistatus(List.copyOf(resources), syncToken);
    }
}
