/** What the service has kept of a user's appointments, and keeps no longer. */
@NullMarked
package de.msbls.paliad.calendar.administration.erasure;

import org.jspecify.annotations.NullMarked;
