package de.msbls.paliad.calendar.sync.outcome;

import java.util.Locale;

/** How a connection stands, for its owner: the stable words of the API. */
public enum AccountState {
    PENDING,
    CONNECTED,
    /** A passing fault: tried again at {@code retry_at}. */
    WAITING,
    /** There is no password that we can read. */
    PASSWORD_NEEDED,
    /** The server refused the password; tries are few, so that nobody is locked out. */
    PASSWORD_REFUSED,
    /** The server's certificate is not trusted or not its own. */
    TLS_FAILED,
    /** The server does not speak CalDAV there, or its address is not allowed. */
    NOT_USABLE;

    /** Whether it stays so until somebody does something about it. */
    public boolean needsPerson() {
        return switch (this) {
            case PASSWORD_NEEDED, PASSWORD_REFUSED, TLS_FAILED, NOT_USABLE -> true;
            case PENDING, CONNECTED, WAITING -> false;
        };
    }

    /** The word on the wire and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
