package de.msbls.paliad.calendar.connection.server;

/**
 * What a working connection offers.
 *
 * @param homeUrl where its calendars stand, possibly on another host
 * @param calendars how many of them take events
 * @param writableCalendars how many of these the user may write to
 */
public record CheckResult(String homeUrl, int calendars, int writableCalendars) {}
