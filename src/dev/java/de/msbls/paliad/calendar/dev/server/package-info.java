/** Real CalDAV servers as child processes, for dev mode and the tests. */
@NullMarked
package de.msbls.paliad.calendar.dev.server;

import org.jspecify.annotations.NullMarked;
