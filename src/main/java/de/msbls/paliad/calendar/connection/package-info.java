/** The user's one CalDAV account: where it is, as whom, and whether it works. */
@NullMarked
package de.msbls.paliad.calendar.connection;

import org.jspecify.annotations.NullMarked;
