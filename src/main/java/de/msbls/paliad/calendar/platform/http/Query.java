package de.msbls.paliad.calendar.platform.http;

import de.msbls.paliad.calendar.platform.problem.FieldError;
import de.msbls.paliad.calendar.platform.problem.ProblemException;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads query parameters and collects what is wrong with them, so that one 400 names every bad one. JAX-RS itself would
 * answer 404.
 */
public final class Query {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int DATE_LENGTH = 10;
    private static final int LAST_YEAR = 9999;
    private static final String SEPARATOR = "\n";

    private final List<FieldError> errors = new ArrayList<>();

    /** A parameter of any type; null when it is absent or bad. */
    public <T> @Nullable T read(String name, @Nullable String text, String expected, Function<String, T> parser) {
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (RuntimeException e) {
            errors.add(new FieldError(name, "must be " + expected));
            return null;
        }
    }

    public @Nullable UUID id(String name, @Nullable String text) {
        return read(name, text, "a UUID", Query::canonicalId);
    }

    /** Text to search for, without what PostgreSQL cannot store. */
    public @Nullable String text(String name, @Nullable String text, int max) {
        return read(name, text, "text of at most " + max + " characters", value -> {
            if (value.length() > max || value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("unfit");
            }
            return value;
        });
    }

    /** A date, which is its midnight in UTC, or an RFC 3339 time. */
    public @Nullable OffsetDateTime time(String name, @Nullable String text) {
        return read(
                name,
                text,
                "a date or an RFC 3339 time of the years 1 to 9999",
                value -> value.length() == DATE_LENGTH
                        ? instant(LocalDate.parse(value) + "T00:00:00Z")
                        : instant(value));
    }

    /** @throws RuntimeException for what is no RFC 3339 time of the years 1 to 9999 */
    public static OffsetDateTime instant(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (time.getYear() < 1 || time.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("out of range");
        }
        return time;
    }

    /** Absent: false. */
    public boolean flag(String name, @Nullable String text) {
        Boolean flag = condition(name, text);
        return flag != null && flag;
    }

    /** Absent: null, for a filter that takes both. */
    public @Nullable Boolean condition(String name, @Nullable String text) {
        return read(name, text, "true or false", word -> switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither");
        });
    }

    /** How many items a page has. */
    public int limit(@Nullable String text) {
        Integer limit = read("limit", text, "a whole number from 1 to " + MAX_LIMIT, number -> {
            int value = Integer.parseInt(number);
            if (value < 1 || value > MAX_LIMIT) {
                throw new IllegalArgumentException("out of range");
            }
            return value;
        });
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    /** What a cursor holds: as many parts as {@link #cursor(String...)} put into it. */
    public <T> @Nullable T after(@Nullable String cursor, int parts, Function<List<String>, T> parser) {
        return read("cursor", cursor, "a next_cursor of this list", text -> {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> read = List.of(plain.split(SEPARATOR, parts));
            if (read.size() != parts || plain.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("not made by us");
            }
            return parser.apply(read);
        });
    }

    /** Opaque to clients; the last part may hold anything. */
    public static String cursor(String... parts) {
        byte[] bytes = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws ProblemException 400 when a parameter was bad */
    public void check() {
        if (!errors.isEmpty()) {
            throw ProblemType.INVALID_REQUEST.problem(errors);
        }
    }

    /** {@link UUID#fromString} also takes "1-1-1-1-1". */
    private static UUID canonicalId(String text) {
        UUID id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not canonical");
        }
        return id;
    }
}
