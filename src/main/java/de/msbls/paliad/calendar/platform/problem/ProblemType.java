package de.msbls.paliad.calendar.platform.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Every kind of problem that the API answers with; its {@code type} is stable, clients may branch on it. */
public enum ProblemType {
    INVALID_REQUEST(400, "The request is not valid"),
    UNAUTHENTICATED(401, "A valid bearer token is needed"),
    FORBIDDEN(403, "Not allowed"),
    UNKNOWN_USER(403, "The firm does not know this user"),
    MAY_NOT_EDIT(403, "Visible, but not yours to change"),
    NOT_FOUND(404, "There is no such resource"),
    METHOD_NOT_ALLOWED(405, "The resource has no such method"),
    NOT_ACCEPTABLE(406, "The answer is available as application/json only"),
    CONFLICT(409, "The request does not fit the present state"),
    NO_CONNECTION(409, "There is no connection to a calendar account yet"),
    PASSWORD_NEEDED(409, "The account's password must be entered again"),
    CALENDAR_TAKEN(409, "Another binding has this calendar already"),
    NOTHING_HELD(409, "No deletions are held"),
    HELD_CHANGED(409, "Another number of deletions is held now"),
    ALREADY_RESOLVED(409, "The conflict is resolved already"),
    NOT_EMPTY(409, "Something still stands in it"),
    LAST_LEAD(409, "Nobody else leads it"),
    UNFIT_VERSION(409, "That version makes no valid appointment"),
    STALE(412, "The resource was changed meanwhile"),
    TOO_LARGE(413, "The request body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be application/json"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
    TOO_MANY_REQUESTS(429, "Too many requests in a short time"),
    INTERNAL(500, "Something went wrong here"),
    CALENDAR_SERVER(502, "The calendar server could not be used"),
    DATABASE_UNAVAILABLE(503, "The database cannot be reached");

    private static final String PREFIX = "urn:paliad:problem:";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The generic kind for a status that a framework chose. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 412 -> STALE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> DATABASE_UNAVAILABLE;
            default -> status >= 500 ? INTERNAL : INVALID_REQUEST;
        };
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The stable {@code type} member (RFC 9457 §3.1.1). */
    public String uri() {
        return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Ready to be thrown or to fail a Uni with. */
    public ProblemException problem() {
        return new ProblemException(new Problem(this));
    }

    /** As {@link #problem()}, with a sentence on this occurrence. */
    public ProblemException problem(String detail) {
        return new ProblemException(new Problem(this).withDetail(detail));
    }

    /** As {@link #problem()}, with the fields to blame. */
    public ProblemException problem(FieldError... errors) {
        return problem(Arrays.asList(errors));
    }

    /** As {@link #problem()}, with the fields to blame. */
    public ProblemException problem(List<FieldError> errors) {
        return new ProblemException(new Problem(this).withErrors(errors));
    }

    /**
     * As {@link #problem(String)}, with the cause for programs.
     *
     * @param code the {@code error_code} member; one a cause, stable
     */
    public ProblemException problem(String detail, String code) {
        return new ProblemException(new Problem(this).withDetail(detail).withCode(code));
    }
}
