package de.msbls.paliad.calendar.caldav.request;

import java.net.URI;
import java.util.UUID;

/**
 * Where, and as whom. {@code toString} shows neither password nor user.
 *
 * @param id its requests share one bound on concurrency
 * @param serverUrl what the user named: a server, a principal, a home or a calendar; its origin decides where the password may go
 */
public record CalDavAccount(UUID id, URI serverUrl, String username, Password password) {

    @Override
    public String toString() {
        return "CalDavAccount[" + id + "]";
    }
}
