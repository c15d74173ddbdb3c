package de.msbls.paliad.calendar.caldav.http;

import org.jspecify.annotations.Nullable;

/** No answer was had, or none that may be used. The message names neither credentials nor content. */
public final class TransportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Reason {
        /** No such name, no route, connection refused. */
        UNREACHABLE,
        /** The connection broke before the answer began. */
        CLOSED_UNANSWERED,
        /** The connection broke, or the answer was no HTTP, after it began. */
        BROKEN_ANSWER,
        /** The deadline passed. */
        TIMEOUT,
        /** The certificate or the handshake failed. */
        TLS,
        /** The address, or the origin that a redirect leads to, may not be contacted. */
        ADDRESS_REFUSED,
        /** The answer is longer than the caller takes. */
        TOO_LARGE,
        /** It is long, as are too many others that are read just now. */
        NO_ROOM,
        /** A redirect without a usable target, or too many of them. */
        BAD_REDIRECT
    }

    private final Reason reason;
    private final boolean certainlyNotSent;

    TransportException(Reason reason, boolean certainlyNotSent, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.certainlyNotSent = certainlyNotSent;
    }

    static TransportException refused(String message) {
        return new TransportException(Reason.ADDRESS_REFUSED, true, message, null);
    }

    static TransportException unreachable(String message, @Nullable Throwable cause) {
        return new TransportException(Reason.UNREACHABLE, true, message, cause);
    }

    static TransportException badRedirect(String message) {
        return new TransportException(Reason.BAD_REDIRECT, false, message, null);
    }

    static TransportException tooLarge() {
        return new TransportException(Reason.TOO_LARGE, false, "the answer is too long", null);
    }

    static TransportException noRoom() {
        return new TransportException(Reason.NO_ROOM, false, "too many long answers at once", null);
    }

    static TransportException timeout(boolean certainlyNotSent) {
        return new TransportException(Reason.TIMEOUT, certainlyNotSent, "no complete answer in time", null);
    }

    public Reason reason() {
        return reason;
    }

    /** Whether no byte of the request has left; otherwise the server may have carried it out. */
    public boolean certainlyNotSent() {
        return certainlyNotSent;
    }
}
