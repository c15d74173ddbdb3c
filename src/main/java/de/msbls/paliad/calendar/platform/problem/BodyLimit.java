package de.msbls.paliad.calendar.platform.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * Answers a body that announces itself as too large before a byte of it is read, and one that announces nothing when it has
 * become too large. Without it the server's own limit would answer, with no problem document.
 */
@Provider
public class BodyLimit implements ReaderInterceptor {

    private static final int BEFORE_EVERYTHING_ELSE = 10_000;
    private static final int AFTER_THE_SERVERS_OWN = 1;

    private final int limit;
    private final EarlyAnswers answers;

    public BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit, EarlyAnswers answers) {
        this.limit = Math.toIntExact(limit.asLongValue());
        this.answers = answers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERYTHING_ELSE);
        filters.register(BodyLimit::takeOverTheCount, AFTER_THE_SERVERS_OWN);
    }

    /** Blocks no thread: the server has read a body by now, or as much of it as its buffer holds, which is the limit. */
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        byte[] read = body.getInputStream().readNBytes(limit + 1);
        if (read.length > limit) {
            throw tooLarge();
        }
        body.setInputStream(new ByteArrayInputStream(read));
        return body.proceed();
    }

    private void check(RoutingContext context) {
        context.addEndHandler(sent -> endAfterRefusal(context));
        if (announced(context) > limit) {
            answers.end(context, tooLarge());
        } else {
            context.next();
        }
    }

    private static void endAfterRefusal(RoutingContext context) {
        if (context.response().getStatusCode() == ProblemType.TOO_LARGE.status()) {
            LingeringClose.of(context);
        }
    }

    private ProblemException tooLarge() {
        return ProblemType.TOO_LARGE.problem("At most " + limit + " bytes are read");
    }

    private static void takeOverTheCount(RoutingContext context) {
        context.remove(VertxInputStream.MAX_REQUEST_SIZE_KEY);
        context.next();
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
