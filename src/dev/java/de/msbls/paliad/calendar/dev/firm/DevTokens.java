package de.msbls.paliad.calendar.dev.firm;

import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.jwt.build.Jwt;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Bearer tokens of the demo lawyers, signed by the key pair that dev mode makes in memory. */
@ApplicationScoped
@IfBuildProfile("dev")
@Path("/dev/token/{name}")
public class DevTokens {

    @GET
    @PermitAll
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(hidden = true)
    public String token(String name) {
        return token(
                DemoLawyer.of(name).orElseThrow(() -> new NotFoundException("the lawyers are anna, ben and clara")));
    }

    String token(DemoLawyer lawyer) {
        return Jwt.subject(lawyer.id().toString())
                .upn(lawyer.email())
                .claim("email", lawyer.email())
                .expiresIn(Duration.ofHours(12))
                .sign();
    }
}
