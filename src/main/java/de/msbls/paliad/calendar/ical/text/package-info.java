/** The text of calendar objects (RFC 5545 §3): components and content lines as they stand. Knows nothing of events. */
@NullMarked
package de.msbls.paliad.calendar.ical.text;

import org.jspecify.annotations.NullMarked;
