package de.msbls.paliad.calendar.platform.problem;

/** Ends a request with a problem document. It says nothing that the caller may not read, and has no stack trace. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.title(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** Whether it is of that type. */
    public boolean is(ProblemType type) {
        return problem.type().equals(type.uri());
    }
}
