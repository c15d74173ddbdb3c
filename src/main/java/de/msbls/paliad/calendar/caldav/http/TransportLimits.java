package de.msbls.paliad.calendar.caldav.http;

import java.time.Duration;

/**
 * @param allowHttp whether unencrypted http is spoken at all
 * @param deadline from the moment a call is made, waiting for its turn included, to the last byte of its answer
 * @param callsPerAccount how many calls run at once on one account
 */
public record TransportLimits(boolean allowHttp, Duration deadline, int callsPerAccount) {}
