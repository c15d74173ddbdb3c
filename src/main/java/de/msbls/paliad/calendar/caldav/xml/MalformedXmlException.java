package de.msbls.paliad.calendar.caldav.xml;

/** The document is not well-formed, not the expected one, or beyond the bounds. Quotes nothing of it. */
public final class MalformedXmlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean outOfBounds;

    MalformedXmlException(String message) {
        this(message, false);
    }

    private MalformedXmlException(String message, boolean outOfBounds) {
        super(message);
        this.outOfBounds = outOfBounds;
    }

    static MalformedXmlException outOfBounds() {
        return new MalformedXmlException("the XML is out of bounds", true);
    }

    /** Whether there is too much of it; what is wrong with it otherwise is not known then. */
    public boolean isOutOfBounds() {
        return outOfBounds;
    }
}
