package de.msbls.paliad.calendar.sync.model.server;

/**
 * How a server behaves all the time, as one or another real one does (RFC 4791 allows most of it).
 *
 * @param weakEtags each etag is a weak one
 * @param etagAfterPut whether the answer to a PUT names the new etag
 * @param ctag whether a calendar has a ctag
 * @param sync whether it offers sync-collection (RFC 6578)
 */
public record Manners(
        boolean weakEtags,
        boolean etagAfterPut,
        Texts texts,
        Missing missing,
        Spelling spelling,
        boolean ctag,
        boolean sync) {

    public static final Manners GOOD =
            new Manners(false, true, Texts.AS_SENT, Missing.SAID, Spelling.PLAIN, true, true);

    /** What a multiget says of an href where nothing stands. */
    public enum Missing {
        SAID,
        LEFT_OUT,
        WHOLE_REQUEST
    }

    /** How hrefs are spelled in answers. */
    public enum Spelling {
        PLAIN,
        ENCODED,
        FULL_URL
    }
}
