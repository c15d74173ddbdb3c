package de.msbls.paliad.calendar.connection;

import java.time.Duration;

/** How an account ends whose connection was removed or pointed elsewhere. */
public final class Retirement {

    /** How long it is kept, credentials included, for what it still owes to its server; shorter when it owes nothing. */
    public static final Duration LONGEST = Duration.ofDays(30);

    private Retirement() {}
}
