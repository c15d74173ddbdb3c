package de.msbls.paliad.calendar.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type stable: one of {@link ProblemType}
 * @param detail on this occurrence; never what an exception said
 * @param errors the fields to blame
 * @param errorCode of a calendar server's refusal: its cause
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable List<FieldError> errors,
        @Nullable String errorCode) {

    /** The media type of every error. */
    public static final String MEDIA_TYPE = "application/problem+json";

    Problem(ProblemType type) {
        this(type.uri(), type.title(), type.status(), null, null, null);
    }

    Problem withDetail(String text) {
        return new Problem(type, title, status, text, errors, errorCode);
    }

    Problem withErrors(List<FieldError> fields) {
        return new Problem(type, title, status, detail, List.copyOf(fields), errorCode);
    }

    Problem withCode(String code) {
        return new Problem(type, title, status, detail, errors, code);
    }
}
