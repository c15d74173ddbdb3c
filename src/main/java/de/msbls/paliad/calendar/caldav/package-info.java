/** The CalDAV protocol (RFC 4791) as this service speaks it: typed verbs, results and faults. Knows no database. */
@NullMarked
package de.msbls.paliad.calendar.caldav;

import org.jspecify.annotations.NullMarked;
