package de.msbls.paliad.calendar.caldav.xml;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A multistatus document (RFC 4918 §13), complete and well-formed.
 *
 * @param syncToken of an answer to sync-collection (RFC 6578 §6.4)
 */
public record Multistatus(
        List<DavResource> resources, @Nullable String syncToken) {

    /** More is no calendar that a person keeps. */
    private static final int MAX_RESOURCES = 200_000;

    /** @throws MalformedXmlException when it is cut off, is none, or is beyond the bounds */
    public static Multistatus read(InputStream body) throws MalformedXmlException {
        List<DavResource> resources = new ArrayList<>();
        String syncToken = read(body, resources::add);
        return new Multistatus(List.copyOf(resources), syncToken);
    }

    /**
     * Reads a long one: each resource is handed over as it is parsed, and none is kept here. What was handed over counts only
     * when this returns.
     *
     * @return the sync token, if there is one
     * @throws MalformedXmlException when it is cut off, is none, or is beyond the bounds
     */
    public static @Nullable String read(InputStream body, Consumer<DavResource> each) throws MalformedXmlException {
        BoundedXml xml = BoundedXml.open(body);
        if (!xml.name().equals(DavNames.MULTISTATUS)) {
            throw new MalformedXmlException("no multistatus");
        }
        String syncToken = null;
        int resources = 0;
        while (xml.nextOfRoot()) {
            XmlElement child = xml.element();
            if (child.name().equals(DavNames.RESPONSE)) {
                DavResource.of(child).forEach(each);
            } else if (child.name().equals(DavNames.SYNC_TOKEN)) {
                syncToken = child.value();
            }
            if (++resources > MAX_RESOURCES) {
                throw MalformedXmlException.outOfBounds();
            }
        }
        return syncToken;
    }
}
