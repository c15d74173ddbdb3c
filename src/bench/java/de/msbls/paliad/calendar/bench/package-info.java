/** How fast the service is, beside the calendar server's own floor and beside vdirsyncer. */
@NullMarked
package de.msbls.paliad.calendar.bench;

import org.jspecify.annotations.NullMarked;
