/** Talks to the server of a connection: tries one, opens the user's own, and names what went wrong there. */
@NullMarked
package de.msbls.paliad.calendar.connection.server;

import org.jspecify.annotations.NullMarked;
