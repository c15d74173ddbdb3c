/** What the ticks of a user's bindings did. */
@NullMarked
package de.msbls.paliad.calendar.history;

import org.jspecify.annotations.NullMarked;
