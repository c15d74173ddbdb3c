/** A user leaves: what stands on her server goes, then her credentials. */
@NullMarked
package de.msbls.paliad.calendar.administration.offboarding;

import org.jspecify.annotations.NullMarked;
