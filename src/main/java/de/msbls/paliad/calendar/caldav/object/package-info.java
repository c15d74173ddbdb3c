/** Calendar object resources (RFC 4791 §4.1): fetched alone or together, and on what a PUT of one depends. */
@NullMarked
package de.msbls.paliad.calendar.caldav.object;

import org.jspecify.annotations.NullMarked;
