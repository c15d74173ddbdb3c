package de.msbls.paliad.calendar.platform.problem;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem document. It says nothing that the caller may not read, and has no stack trace. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    ProblemException(Problem problem) {
        this(problem, null);
    }

    private ProblemException(Problem problem, @Nullable Duration retryAfter) {
        super(problem.title(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public Problem problem() {
        return problem;
    }

    /** The same, with the time after which the request may succeed. */
    public ProblemException retryAfter(Duration wait) {
        return new ProblemException(problem, wait);
    }

    /** For the Retry-After header, in whole seconds, never too short. */
    OptionalLong retryAfterSeconds() {
        return retryAfter == null
                ? OptionalLong.empty()
                : OptionalLong.of(retryAfter.plusSeconds(1).minusNanos(1).toSeconds());
    }

    /** Whether it is of that type. */
    public boolean is(ProblemType type) {
        return problem.type().equals(type.uri());
    }
}
