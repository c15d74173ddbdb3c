package de.msbls.paliad.calendar.platform.http;

import de.msbls.paliad.calendar.platform.problem.FieldError;
import de.msbls.paliad.calendar.platform.problem.ProblemException;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A resource's version as a strong entity tag (RFC 9110 §8.8.3), and the optional If-Match against it (§13.1.1). */
public final class EntityTag {

    private static final Pattern LIST = Pattern.compile("\\s*(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"\\s*(?:,"
            + "\\s*(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"\\s*)*");
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Reads an If-Match header. Call it before any I/O. A weak tag counts as the strong one that it was: an ingress that
     * compresses answers makes it so (nginx does), and it still names one version and no other.
     *
     * @throws ProblemException 400 for a malformed one
     */
    public static Precondition ifMatch(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return version -> {};
        }
        if (!LIST.matcher(header).matches()) {
            throw ProblemType.INVALID_REQUEST.problem(new FieldError("If-Match", "must be * or quoted entity tags"));
        }
        return version -> {
            Matcher tags = TAG.matcher(header);
            while (tags.find()) {
                if (tags.group(1).equals(of(version))) {
                    return;
                }
            }
            throw ProblemType.STALE.problem("Read it again: its present ETag is " + of(version));
        };
    }

    /** What must hold of a resource for a request to be carried out. */
    public interface Precondition {

        /** @throws ProblemException 412 when the resource has another version */
        void check(long version);
    }
}
