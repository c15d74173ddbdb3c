package de.msbls.paliad.calendar.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gives every problem its stable type, also those that a framework raised, and takes away what is none of the caller's
 * business: messages of exceptions, class names, SQL.
 */
@ApplicationScoped
public class ProblemNormaliser implements ProblemPostProcessor {

    private static final int MAX_CAUSES = 10;

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (context.cause instanceof HttpProblem) {
            return problem;
        }
        return cause(context.cause, ConstraintViolationException.class)
                .map(violations -> ProblemType.INVALID_REQUEST.problem(Violations.of(violations)))
                .or(() -> cause(context.cause, JsonProcessingException.class)
                        .filter(json -> problem.getStatusCode() < 500)
                        .map(json -> ProblemType.INVALID_REQUEST.problem(JsonFaults.of(json))))
                .orElseGet(() -> generic(problem));
    }

    private static HttpProblem generic(HttpProblem problem) {
        HttpProblem.Builder builder =
                ProblemType.ofStatus(problem.getStatusCode()).builder();
        problem.getHeaders().forEach((name, value) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                builder.withHeader(name, value);
            }
        });
        if (problem.getStatusCode() == 401) {
            builder.withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return builder.build();
    }

    private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> type) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
