/** The service is killed at every kind of request, at every moment of it, and starts again. */
@NullMarked
package de.msbls.paliad.calendar.sync.kill;

import org.jspecify.annotations.NullMarked;
