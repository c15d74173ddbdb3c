package de.msbls.paliad.calendar.platform.auth;

import io.quarkus.security.AuthenticationFailedException;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The user of this request. */
@RequestScoped
public class CurrentUser {

    private final JsonWebToken token;

    public CurrentUser(JsonWebToken token) {
        this.token = token;
    }

    public UUID id() {
        return caller().id();
    }

    /** For how long she may still be answered. */
    public Duration remainingLifeOfToken() {
        return Duration.between(Instant.now(), Instant.ofEpochSecond(token.getExpirationTime()));
    }

    /** @throws AuthenticationFailedException 401: the token is good, but its subject is none of ours */
    public Caller caller() {
        String email = token.getClaim(Claims.email);
        String name = Optional.<String>ofNullable(token.getClaim("name"))
                .or(() -> Optional.ofNullable(email))
                .orElse("");
        return new Caller(
                subject(token),
                email,
                name,
                Optional.ofNullable(token.getGroups()).orElse(Set.of()));
    }

    /** @throws AuthenticationFailedException as for {@link #caller()} */
    static UUID subject(JsonWebToken token) {
        String subject = token.getSubject();
        try {
            return UUID.fromString(subject == null ? "" : subject);
        } catch (IllegalArgumentException e) {
            throw new AuthenticationFailedException("the subject is no user id", e);
        }
    }
}
