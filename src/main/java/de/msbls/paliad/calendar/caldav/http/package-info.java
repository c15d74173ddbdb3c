/** HTTP to servers that users name: checked addresses, bounded answers, deadlines. Knows no CalDAV. */
@NullMarked
package de.msbls.paliad.calendar.caldav.http;

import org.jspecify.annotations.NullMarked;
