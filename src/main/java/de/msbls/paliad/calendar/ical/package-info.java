/** iCalendar (RFC 5545, RFC 7986): reads, makes and patches the calendar objects of appointments. Knows no HTTP. */
@NullMarked
package de.msbls.paliad.calendar.ical;

import org.jspecify.annotations.NullMarked;
