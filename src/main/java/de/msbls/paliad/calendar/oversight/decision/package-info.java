/** The owner's answer to deletions that the guard holds. */
@NullMarked
package de.msbls.paliad.calendar.oversight.decision;

import org.jspecify.annotations.NullMarked;
