package de.msbls.paliad.calendar.platform.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a body that announces itself as too large before a byte of it is read. Without it the server's own limit
 * would answer, with no problem document.
 */
@ApplicationScoped
public class BodyLimit {

    private static final int BEFORE_EVERYTHING_ELSE = 10_000;

    private final long limit;
    private final EarlyAnswers answers;

    public BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit, EarlyAnswers answers) {
        this.limit = limit.asLongValue();
        this.answers = answers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERYTHING_ELSE);
    }

    private void check(RoutingContext context) {
        if (announced(context) > limit) {
            answers.end(context, ProblemType.TOO_LARGE.problem("At most " + limit + " bytes are read"));
        } else {
            context.next();
        }
    }

    private static long announced(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return 0;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0; // the server itself refuses such a request
        }
    }
}
