package de.msbls.paliad.calendar.platform.idempotency;

import java.util.UUID;

/**
 * A user's name for one request of hers.
 *
 * @param fingerprint of the request that it belongs to
 */
record IdempotencyKey(UUID userId, String text, String fingerprint) {}
