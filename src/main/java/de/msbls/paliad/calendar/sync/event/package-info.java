/** An appointment as an event, and an event's fields back in an appointment. */
@NullMarked
package de.msbls.paliad.calendar.sync.event;

import org.jspecify.annotations.NullMarked;
