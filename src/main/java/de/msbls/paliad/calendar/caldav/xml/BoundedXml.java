package de.msbls.paliad.calendar.caldav.xml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A document of a stranger's, read element by element: no DTD, no entities, bounds on what is in memory of it at once. Those are for
 * one child of the root, since nobody needs to keep more of a long document.
 */
final class BoundedXml {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_ELEMENTS = 10_000;

    /** Characters: more than a calendar object that is read may have. What is beyond is left out, so that the object is too long. */
    private static final int MAX_TEXT = 1024 * 1024;

    private final LenientText text;
    private final XMLStreamReader reader;
    private int elements;
    private int characters;

    private BoundedXml(LenientText text, XMLStreamReader reader) {
        this.text = text;
        this.reader = reader;
    }

    /** Opens a document and stands on its root. */
    static BoundedXml open(InputStream document) throws MalformedXmlException {
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory(); // not thread-safe, cheap
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
            LenientText text = LenientText.of(document);
            BoundedXml xml = new BoundedXml(text, factory.createXMLStreamReader(text));
            xml.toRoot();
            return xml;
        } catch (XMLStreamException malformed) {
            throw notWellFormed();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // it is read from memory
        }
    }

    private void toRoot() throws MalformedXmlException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // comments, processing instructions, white space
        }
    }

    QName name() {
        return reader.getName();
    }

    /** Steps into the next child of the element whose children are read; false at its end, the document then checked to its end. */
    boolean nextOfRoot() throws MalformedXmlException {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            if (event == XMLStreamConstants.END_DOCUMENT) {
                return false;
            }
            event = next();
        }
        elements = 0;
        characters = 0;
        return true;
    }

    /** The element that the document stands on, whole; afterwards it stands on its end. */
    XmlElement element() throws MalformedXmlException {
        return element(1);
    }

    private XmlElement element(int depth) throws MalformedXmlException {
        if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
            throw MalformedXmlException.outOfBounds();
        }
        QName name = reader.getName();
        Map<String, String> attributes = attributes();
        StringBuilder own = new StringBuilder(0);
        List<XmlElement> children = new ArrayList<>(0);
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> append(own);
                default -> {
                    // comments, processing instructions
                }
            }
        }
        return new XmlElement(name, attributes, own.toString(), List.copyOf(children));
    }

    private void append(StringBuilder own) {
        int length = Math.min(reader.getTextLength(), MAX_TEXT - characters);
        own.append(reader.getTextCharacters(), reader.getTextStart(), length);
        characters += length;
    }

    private Map<String, String> attributes() {
        if (reader.getAttributeCount() == 0) {
            return Map.of();
        }
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return Map.copyOf(attributes);
    }

    private int next() throws MalformedXmlException {
        try {
            if (!reader.hasNext()) {
                throw notWellFormed();
            }
            int event = reader.next();
            text.told();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new MalformedXmlException("a DTD or an entity in the XML");
            }
            return event;
        } catch (XMLStreamException malformed) { // whose message would quote the document
            throw text.isTooLong() ? MalformedXmlException.outOfBounds() : notWellFormed();
        }
    }

    private static MalformedXmlException notWellFormed() {
        return new MalformedXmlException("the XML is not well-formed");
    }
}
