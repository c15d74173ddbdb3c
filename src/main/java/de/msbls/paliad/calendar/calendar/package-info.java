/** The calendars that an account offers, for the picker. */
@NullMarked
package de.msbls.paliad.calendar.calendar;

import org.jspecify.annotations.NullMarked;
