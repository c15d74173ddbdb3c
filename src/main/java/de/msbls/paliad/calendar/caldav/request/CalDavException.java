package de.msbls.paliad.calendar.caldav.request;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that had no use. Its message holds neither credentials nor anything that the server wrote. */
public final class CalDavException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final CalDavFault fault;
    private final int status;
    private final @Nullable Duration retryAfter;
    private final boolean certainlyNotSent;
    private final @Nullable String condition;
    private final @Nullable String conflictingHref;

    private CalDavException(
            CalDavFault fault,
            int status,
            @Nullable Duration retryAfter,
            boolean certainlyNotSent,
            @Nullable String condition,
            @Nullable String conflictingHref,
            @Nullable Throwable cause) {
        super(status == 0 ? fault.name() : fault.name() + " (" + status + ")", cause);
        this.fault = fault;
        this.status = status;
        this.retryAfter = retryAfter;
        this.certainlyNotSent = certainlyNotSent;
        this.condition = condition;
        this.conflictingHref = conflictingHref;
    }

    /** A fault that no single status tells. */
    public CalDavException(CalDavFault fault) {
        this(fault, 0, null, false, null, null, null);
    }

    static CalDavException unanswered(CalDavFault fault, boolean certainlyNotSent, Throwable cause) {
        return new CalDavException(fault, 0, null, certainlyNotSent, null, null, cause);
    }

    public static CalDavException answered(
            CalDavFault fault,
            int status,
            @Nullable Duration retryAfter,
            @Nullable String condition,
            @Nullable String conflictingHref) {
        return new CalDavException(fault, status, retryAfter, false, condition, conflictingHref, null);
    }

    public CalDavFault fault() {
        return fault;
    }

    /** The HTTP status, also one within a multistatus; 0 when there was none. */
    public int status() {
        return status;
    }

    /** How long the server asks to be left alone; never negative, with no upper bound. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Whether no byte of the request has left; otherwise the server may have carried it out, or may yet do so. */
    public boolean certainlyNotSent() {
        return certainlyNotSent;
    }

    /** The precondition that the server named first (RFC 4918 §16), its element's local name: {@code valid-sync-token}. */
    public @Nullable String condition() {
        return condition;
    }

    /** With {@link CalDavFault#UID_CONFLICT}: the object that has the UID, where the server says so, as it spelled it. */
    public @Nullable String conflictingHref() {
        return conflictingHref;
    }
}
