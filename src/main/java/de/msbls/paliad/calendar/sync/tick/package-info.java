/** One run of an account's bindings under its lease, and what is left on them. */
@NullMarked
package de.msbls.paliad.calendar.sync.tick;

import org.jspecify.annotations.NullMarked;
