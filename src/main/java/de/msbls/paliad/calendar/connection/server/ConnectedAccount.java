package de.msbls.paliad.calendar.connection.server;

import de.msbls.paliad.calendar.caldav.request.CalDavAccount;
import java.net.URI;

/** An account that can be talked to, and where its calendars stand. */
public record ConnectedAccount(CalDavAccount account, URI home) {}
