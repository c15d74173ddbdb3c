package de.msbls.paliad.calendar.sync.model.server;

/**
 * How a server behaves all the time, as one or another real one does (RFC 4791 allows most of it).
 *
 * @param weakEtags each etag is a weak one
 * @param etagAfterPut whether the answer to a PUT names the new etag
 * @param ctag whether a calendar has a ctag
 * @param sync whether it offers sync-collection (RFC 6578)
 * @param keepsWord whether it refuses what its preconditions forbid; else it does as SOGo does: a PUT with If-None-Match writes
 *     over what stands there, a PUT with If-Match creates what is missing, a DELETE with a stale If-Match deletes
 * @param lags whether its listings, tags and tokens are those of some time ago
 * @param comparesStates whether it answers sync-collection as Xandikos does, from two states of the calendar: what was made and
 *     deleted in between is in neither, and so in no answer; no server is known that lags besides
 */
public record Manners(
        boolean weakEtags,
        boolean etagAfterPut,
        Texts texts,
        Missing missing,
        Spelling spelling,
        boolean ctag,
        boolean sync,
        OldToken oldToken,
        boolean keepsWord,
        boolean lags,
        boolean comparesStates) {

    public static final Manners GOOD = new Manners(
            false, true, Texts.AS_SENT, Missing.SAID, Spelling.PLAIN, true, true, OldToken.REFUSED, true, false, false);

    public static final Manners WEAK = new Manners(
            true, true, Texts.AS_SENT, Missing.SAID, Spelling.PLAIN, true, true, OldToken.REFUSED, true, false, false);

    public static final Manners FAITHLESS = new Manners(
            false,
            true,
            Texts.AS_SENT,
            Missing.SAID,
            Spelling.PLAIN,
            true,
            true,
            OldToken.REFUSED,
            false,
            false,
            false);

    public static final Manners LAGGING = new Manners(
            false, true, Texts.AS_SENT, Missing.SAID, Spelling.PLAIN, true, true, OldToken.REFUSED, true, true, false);

    public static final Manners COMPARING = new Manners(
            false, true, Texts.AS_SENT, Missing.SAID, Spelling.PLAIN, true, true, OldToken.REFUSED, true, false, true);

    /** What it says to a sync token that is not valid any more. */
    public enum OldToken {
        REFUSED,
        SERVER_ERROR,
        /** As if nothing had changed since. */
        NOTHING_CHANGED,
        /** As if everything were new. */
        ALL_IS_NEW
    }

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

    String etag(long revision) {
        return (weakEtags ? "W/" : "") + "\"" + revision + "\"";
    }
}
