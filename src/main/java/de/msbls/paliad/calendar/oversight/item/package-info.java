/** Single appointments that are in scope of a binding and not in its calendar, why, and how they come back. */
@NullMarked
package de.msbls.paliad.calendar.oversight.item;

import org.jspecify.annotations.NullMarked;
