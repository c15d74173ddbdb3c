package de.msbls.paliad.calendar.caldav.xml;

/** The document is not well-formed, not the expected one, or beyond the bounds. Quotes nothing of it. */
public final class MalformedXmlException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedXmlException(String message) {
        super(message);
    }
}
