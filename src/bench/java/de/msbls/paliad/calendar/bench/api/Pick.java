package de.msbls.paliad.calendar.bench.api;

import java.time.Instant;
import java.util.UUID;

/** A user, an appointment that she may edit, its project and its times: what one request is about. */
record Pick(UUID user, UUID appointment, UUID project, Instant startsAt, Instant endsAt) {}
