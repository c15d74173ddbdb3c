package de.msbls.paliad.calendar.caldav.request;

import de.msbls.paliad.calendar.caldav.http.Answer;
import de.msbls.paliad.calendar.caldav.http.TransportException;
import de.msbls.paliad.calendar.caldav.xml.DavError;
import de.msbls.paliad.calendar.caldav.xml.DavResource;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Names what went wrong, whether HTTP, a status or an element within a multistatus says so. */
public final class Faults {

    private Faults() {}

    static CalDavException of(TransportException failure) {
        CalDavFault fault =
                switch (failure.reason()) {
                    case UNREACHABLE, CLOSED_UNANSWERED -> CalDavFault.UNREACHABLE;
                    case BROKEN_ANSWER -> CalDavFault.UNREACHABLE;
                    case TIMEOUT, NO_ROOM -> CalDavFault.TIMEOUT;
                    case TLS -> CalDavFault.TLS;
                    case ADDRESS_REFUSED -> CalDavFault.ADDRESS_REFUSED;
                    case TOO_LARGE -> CalDavFault.TOO_LARGE;
                    case BAD_REDIRECT -> CalDavFault.REFUSED;
                };
        return CalDavException.unanswered(fault, failure.certainlyNotSent(), failure);
    }

    /** Of an answer that is no success. */
    public static CalDavException of(Answer answer) {
        return of(answer.status(), DavError.read(answer.bytes()), answer.retryAfter(Instant.now()));
    }

    /** Of a resource within a multistatus that {@linkplain #hasFailed has failed}. */
    public static CalDavException of(DavResource resource) {
        return of(resource.failure(), resource.error(), null);
    }

    static boolean hasFailed(DavResource resource) {
        return resource.failure() >= 300 || !resource.error().conditions().isEmpty();
    }

    public static boolean isGone(int status) {
        return status == 404 || status == 410;
    }

    private static CalDavException of(int status, DavError error, @Nullable Duration retryAfter) {
        String condition =
                error.conditions().isEmpty() ? null : error.conditions().get(0);
        return CalDavException.answered(fault(status, error), status, retryAfter, condition, error.href());
    }

    private static CalDavFault fault(int status, DavError error) {
        if (error.names("no-uid-conflict") || error.names("unique-scheduling-object-resource")) {
            return CalDavFault.UID_CONFLICT;
        }
        return switch (status) {
            case 401 -> CalDavFault.UNAUTHORIZED;
            case 403 -> CalDavFault.FORBIDDEN;
            case 404, 410 -> CalDavFault.NOT_FOUND;
            case 405, 501 -> CalDavFault.METHOD_NOT_ALLOWED;
            case 412 -> CalDavFault.PRECONDITION_FAILED;
            case 429, 503 -> CalDavFault.THROTTLED;
            default -> ofOtherStatus(status);
        };
    }

    private static CalDavFault ofOtherStatus(int status) {
        if (status >= 500) {
            return CalDavFault.SERVER_ERROR;
        }
        return status >= 400 || status == 0 ? CalDavFault.REFUSED : CalDavFault.NOT_CALDAV;
    }
}
