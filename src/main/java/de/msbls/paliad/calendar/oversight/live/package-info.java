/** How the caller's connection and bindings stand, told as it changes. */
@NullMarked
package de.msbls.paliad.calendar.oversight.live;

import org.jspecify.annotations.NullMarked;
