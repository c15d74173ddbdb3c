package de.msbls.paliad.calendar.caldav.http;

import java.util.UUID;

/**
 * On whose behalf a request is made.
 *
 * @param account whose requests share one bound on concurrency
 * @param home the origin that the user named; only what it {@linkplain Origin#trusts trusts} is contacted
 * @param credentials sent with every request
 */
public record Caller(UUID account, Origin home, BasicCredentials credentials) {}
