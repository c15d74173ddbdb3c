/** Requests that may be repeated without making anything twice: the Idempotency-Key header of a POST. */
@NullMarked
package de.msbls.paliad.calendar.platform.idempotency;

import org.jspecify.annotations.NullMarked;
