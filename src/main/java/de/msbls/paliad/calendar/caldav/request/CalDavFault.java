package de.msbls.paliad.calendar.caldav.request;

/** Why a request had no use, as far as it decides what happens next. */
public enum CalDavFault {
    /** 401: username or password. */
    UNAUTHORIZED,
    /** 403: this user may not. */
    FORBIDDEN,
    /** 404 or 410, as a whole or within a multistatus. */
    NOT_FOUND,
    /** 412: the object is not what the caller believes it is. */
    PRECONDITION_FAILED,
    /** Another object has this UID (RFC 4791 §5.3.2.1 no-uid-conflict, RFC 6638 unique-scheduling-object-resource). */
    UID_CONFLICT,
    /** 429 or 503: later, see {@link CalDavException#retryAfter()}. */
    THROTTLED,
    /** Any other 5xx. */
    SERVER_ERROR,
    /** Any other 4xx: asking again is of no use. */
    REFUSED,
    /** No such host, no connection, or one that broke. */
    UNREACHABLE,
    /** No complete answer in time. */
    TIMEOUT,
    /** The certificate or the handshake. */
    TLS,
    /** The address, or the one that the server sends us to, may not be contacted. */
    ADDRESS_REFUSED,
    /** The answer is cut off, hostile or no multistatus. */
    MALFORMED,
    /** The answer is longer than any that we want. */
    TOO_LARGE,
    /** 405 or 501: the server does not do that. */
    METHOD_NOT_ALLOWED,
    /** Something answers there, but it offers no calendars. */
    NOT_CALDAV
}
