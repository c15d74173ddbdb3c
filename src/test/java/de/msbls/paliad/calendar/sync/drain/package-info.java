/** What becomes of a pod's work when it is told to end. */
@NullMarked
package de.msbls.paliad.calendar.sync.drain;

import org.jspecify.annotations.NullMarked;
