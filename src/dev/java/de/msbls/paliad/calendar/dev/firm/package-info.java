/** The demo firm of dev mode: its data, its lawyers' tokens and their calendars. */
@NullMarked
package de.msbls.paliad.calendar.dev.firm;

import org.jspecify.annotations.NullMarked;
