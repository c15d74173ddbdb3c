/** Refuses to start with settings that cannot work. */
@NullMarked
package de.msbls.paliad.calendar.platform.start;

import org.jspecify.annotations.NullMarked;
