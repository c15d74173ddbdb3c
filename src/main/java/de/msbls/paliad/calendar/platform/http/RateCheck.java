package de.msbls.paliad.calendar.platform.http;

import de.msbls.paliad.calendar.platform.auth.CurrentUser;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses requests of a user who asks too often, when her token was checked and before anything is read for her. */
public class RateCheck {

    private static final String API = "/api/";

    private final CurrentUser user;
    private final RateBound bound;

    RateCheck(CurrentUser user, PaliadConfig config) {
        long start = System.nanoTime();
        this.user = user;
        this.bound = new RateBound(
                Duration.ofSeconds(1).dividedBy(config.api().requestsPerSecond()),
                config.api().burst(),
                () -> System.nanoTime() - start);
    }

    @ServerRequestFilter
    public void check(UriInfo request) {
        if (!request.getPath().startsWith(API)) {
            return;
        }
        Duration wait = bound.ask(user.id());
        if (!wait.isZero()) {
            throw ProblemType.TOO_MANY_REQUESTS
                    .problem("Ask less often, or after Retry-After seconds")
                    .retryAfter(wait);
        }
    }
}
