package de.msbls.paliad.calendar.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns every exception that ends a request into a problem document with a stable type. What it does not know is logged
 * here and told to the caller as no more than "something went wrong".
 */
public class ProblemResponses {

    private static final Logger LOG = Logger.getLogger(ProblemResponses.class);

    private static final int MAX_CAUSES = 10;
    private static final String RETRY_AFTER_SECONDS = "5";

    @ServerExceptionMapper
    public Response own(ProblemException exception) {
        Response.ResponseBuilder answer = response(exception.problem());
        exception.retryAfterSeconds().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
        return answer.build();
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException exception) {
        return response(ProblemType.INVALID_REQUEST
                        .problem(Violations.of(exception))
                        .problem())
                .build();
    }

    /** Of its own, since Quarkus maps this kind of JSON fault by itself otherwise. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException exception) {
        return badJson(exception);
    }

    @ServerExceptionMapper
    public Response badJson(JsonProcessingException exception) {
        return response(ProblemType.INVALID_REQUEST
                        .problem(JsonFaults.of(exception))
                        .problem())
                .build();
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public Response unauthenticated() {
        return response(ProblemType.UNAUTHENTICATED.problem().problem())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper(ForbiddenException.class)
    public Response forbidden() {
        return response(ProblemType.FORBIDDEN.problem().problem()).build();
    }

    /** What the HTTP layer refuses by itself: no such path, method or media type. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException exception) {
        Optional<JsonProcessingException> json = jsonFault(exception);
        if (json.isPresent()) {
            return badJson(json.get());
        }
        Response refusal = exception.getResponse();
        if (refusal.getStatus() >= 500) {
            LOG.error("A request failed", exception);
        }
        Response.ResponseBuilder answer =
                response(ProblemType.ofStatus(refusal.getStatus()).problem().problem());
        String allow = refusal.getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? answer.build()
                : answer.header(HttpHeaders.ALLOW, allow).build();
    }

    /** The body could not be read: cut off. */
    @ServerExceptionMapper
    public Response unreadable(IOException exception) {
        LOG.infof("A request body could not be read: %s", exception.getMessage());
        return response(ProblemType.INVALID_REQUEST
                        .problem("The body could not be read")
                        .problem())
                .build();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable exception) {
        LOG.error("A request failed", exception);
        return response(ProblemType.INTERNAL.problem().problem()).build();
    }

    private static Response.ResponseBuilder response(Problem problem) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        return switch (problem.status()) {
            case 413 -> answer.header("Connection", "close"); // what is left of the body is not read
            case 503 -> answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            default -> answer;
        };
    }

    private static Optional<JsonProcessingException> jsonFault(Throwable thrown) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .filter(JsonProcessingException.class::isInstance)
                .map(JsonProcessingException.class::cast)
                .findFirst();
    }
}
