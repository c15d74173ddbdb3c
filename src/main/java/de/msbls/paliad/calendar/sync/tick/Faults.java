package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.caldav.request.CalDavException;
import java.util.Locale;

/** What a fault of the protocol means for a user: whom it concerns, its stable code, and words for it. */
final class Faults {

    private Faults() {}

    /** Whether the whole account has it, so that its other bindings need not be tried. */
    static boolean concernsAccount(CalDavException failure) {
        return switch (failure.fault()) {
            case UNAUTHORIZED, THROTTLED, SERVER_ERROR, UNREACHABLE, TIMEOUT, TLS, ADDRESS_REFUSED, NOT_CALDAV -> true;
            case FORBIDDEN,
                    NOT_FOUND,
                    PRECONDITION_FAILED,
                    UID_CONFLICT,
                    REFUSED,
                    MALFORMED,
                    TOO_LARGE,
                    METHOD_NOT_ALLOWED -> false;
        };
    }

    static String code(CalDavException failure) {
        return failure.fault().name().toLowerCase(Locale.ROOT);
    }

    static String words(CalDavException failure) {
        return switch (failure.fault()) {
            case UNAUTHORIZED -> "The calendar server refused the username or password.";
            case THROTTLED -> "The calendar server asks for patience.";
            case SERVER_ERROR -> "The calendar server has an internal error.";
            case UNREACHABLE, ADDRESS_REFUSED -> "The calendar server cannot be reached.";
            case TIMEOUT -> "The calendar server did not answer in time.";
            case TLS -> "The calendar server's certificate is not trusted.";
            case NOT_CALDAV -> "There is no CalDAV server at this address.";
            case FORBIDDEN -> "The calendar server does not let this account use the calendar.";
            case NOT_FOUND -> "The calendar is not on the server any more.";
            case MALFORMED -> "The calendar server's answer cannot be read.";
            case TOO_LARGE -> "The calendar server's answer is too large.";
            case PRECONDITION_FAILED, UID_CONFLICT, REFUSED, METHOD_NOT_ALLOWED ->
                "The calendar server refused a request.";
        };
    }
}
