/** The audit trail, as an admin reads it. */
@NullMarked
package de.msbls.paliad.calendar.administration.trail;

import org.jspecify.annotations.NullMarked;
