/** The firm's appointments: who sees them, who may edit them, and their API. */
@NullMarked
package de.msbls.paliad.calendar.appointment;

import org.jspecify.annotations.NullMarked;
