/** Who wants to hear of the requests that leave for CalDAV servers. */
@NullMarked
package de.msbls.paliad.calendar.caldav.watch;

import org.jspecify.annotations.NullMarked;
