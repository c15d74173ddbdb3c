package de.msbls.paliad.calendar.bench.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of one request as a script for pgbench, each in the very words that the service has sent. A parameter that was the
 * user's id, say, becomes that of whoever was picked; all others stay what they were.
 */
final class PgbenchScript {

    /** Every so often a connection picks anew: ids cannot be computed in a script, and asking for them is no part of a request. */
    private static final int REQUESTS_PER_PICK = 10;

    /** A variable that nobody sets: pgbench binds NULL. */
    private static final String NOTHING = "nothing";

    private static final String BEGINNING = """
            \\if :left > 0
            \\set left :left - 1
            \\else
            \\set left %d
            \\set n random(1, %d)
            SELECT user_id, appointment_id, project_id, starts_at, ends_at FROM picks WHERE n = :n \\gset
            \\endif
            \\set title random(1, 1000000000)
            """;

    private static final Pattern NEW_ID = Pattern.compile("RETURNING id\\s*$");
    private static final Pattern FIRST_BLANK = Pattern.compile("\\s");

    private final Map<String, String> constants = new LinkedHashMap<>();
    private final Map<String, String> names;
    private final String name;
    private final Path file;

    private PgbenchScript(String name, Map<String, String> names, Path file) {
        this.name = name;
        this.names = names;
        this.file = file;
    }

    /**
     * Writes it.
     *
     * @param statements of a request about that pick
     * @param title of that request
     * @param made the id of what it made; for a request that makes nothing, that of the pick's appointment
     */
    static PgbenchScript write(
            Path directory, Act act, List<Statement> statements, Pick pick, String title, String made)
            throws IOException {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(made, "made_id");
        names.put(pick.appointment().toString(), "appointment_id");
        names.put(pick.user().toString(), "user_id");
        names.put(pick.project().toString(), "project_id");
        names.put(pick.startsAt().toString(), "starts_at");
        names.put(pick.endsAt().toString(), "ends_at");
        names.put(title, "title");
        String name = act.name().toLowerCase(Locale.ROOT);
        PgbenchScript script = new PgbenchScript(name, names, directory.resolve(name + ".sql"));
        StringBuilder text = new StringBuilder(BEGINNING.formatted(REQUESTS_PER_PICK - 1, BusyFirm.PICKS));
        statements.forEach(statement -> text.append(script.line(statement)));
        Files.writeString(script.file, text);
        return script;
    }

    Path file() {
        return file;
    }

    /** What its variables are that stay what they were. */
    Map<String, String> constants() {
        return constants;
    }

    /**
     * pgbench numbers its variables by their order, and puts each one's number in its place. A comment names them in the order of
     * the statement's parameters, so that the statement itself, which has the numbers already, stays as it was sent.
     */
    private String line(Statement statement) {
        StringBuilder variables = new StringBuilder();
        statement.parameters().forEach(value -> variables.append(" :").append(variable(value)));
        String sql = statement.sql().strip();
        if (!variables.isEmpty()) {
            sql = FIRST_BLANK.matcher(sql).replaceFirst(Matcher.quoteReplacement(" /*" + variables + " */ "));
        }
        return sql + (NEW_ID.matcher(sql).find() ? " \\gset made_\n" : ";\n");
    }

    private String variable(String value) {
        if (value == null) {
            return NOTHING;
        }
        String known = names.get(value);
        if (known != null) {
            return known;
        }
        String constant = name + "_" + (1 + constants.size());
        constants.put(constant, value);
        return constant;
    }
}
