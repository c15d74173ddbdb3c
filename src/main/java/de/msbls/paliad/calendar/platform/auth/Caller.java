package de.msbls.paliad.calendar.platform.auth;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as the bearer token says.
 *
 * @param id the token's {@code sub}
 * @param email null where the token has no such claim
 */
public record Caller(UUID id, @Nullable String email, String displayName, Set<String> roles) {

    /** Manages clients and every team, and administers the firm's connections; sees no appointments by it. */
    public static final String ADMIN = "admin";

    public boolean isAdmin() {
        return roles.contains(ADMIN);
    }
}
