package de.msbls.paliad.calendar.connection.server;

import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import java.util.Locale;

/** What a calendar server did, as one problem a cause: nothing that it wrote is repeated. */
public final class CalendarServerFaults {

    private CalendarServerFaults() {}

    /** Any other failure stays as it is. */
    public static Throwable toProblem(Throwable failure) {
        if (!(failure instanceof CalDavException caldav)) {
            return failure;
        }
        CalDavFault fault = caldav.fault();
        return ProblemType.CALENDAR_SERVER.problem(detail(fault), fault.name().toLowerCase(Locale.ROOT));
    }

    private static String detail(CalDavFault fault) {
        return switch (fault) {
            case UNAUTHORIZED -> "The server refuses this username or password";
            case FORBIDDEN -> "The server does not allow this user to do that";
            case NOT_FOUND -> "The server has nothing there";
            case THROTTLED -> "The server asks to be left alone for a while";
            case SERVER_ERROR -> "The server has an error of its own";
            case UNREACHABLE -> "The server cannot be reached";
            case TIMEOUT -> "The server does not answer in time";
            case TLS -> "The server's certificate or encryption is not acceptable";
            case ADDRESS_REFUSED -> "Servers at that address may not be contacted from here";
            case METHOD_NOT_ALLOWED -> "The server does not offer that";
            case NOT_CALDAV -> "The server offers no calendars";
            case MALFORMED, TOO_LARGE -> "The server's answer cannot be used";
            case REFUSED, PRECONDITION_FAILED, UID_CONFLICT -> "The server refuses that";
        };
    }
}
