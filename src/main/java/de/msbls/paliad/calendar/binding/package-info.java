/** Bindings: which slice of the appointments goes into which of the user's calendars. */
@NullMarked
package de.msbls.paliad.calendar.binding;

import org.jspecify.annotations.NullMarked;
