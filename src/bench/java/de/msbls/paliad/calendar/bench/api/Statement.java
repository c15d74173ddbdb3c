package de.msbls.paliad.calendar.bench.api;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A statement with its parameters as texts.
 *
 * @param parameters null for NULL
 */
record Statement(String sql, List<String> parameters) {

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    /** The database knows which types the statement's parameters are of. */
    static Statement of(Sent sent, FirmDatabase database) {
        if (sent.parameters().isEmpty()) {
            return new Statement(sent.sql(), List.of());
        }
        database.run("PREPARE recorded AS " + sent.sql());
        String types = database.value(
                "SELECT array_to_string(parameter_types, ',') FROM pg_prepared_statements WHERE name = 'recorded'");
        database.run("DEALLOCATE recorded");
        String[] type = types.split(",");
        return new Statement(
                sent.sql(),
                Arrays.asList(IntStream.range(0, type.length)
                        .mapToObj(i -> text(sent.parameters().get(i), type[i]))
                        .toArray(String[]::new)));
    }

    private static String text(Sent.Parameter parameter, String type) {
        Buffer bytes = parameter.bytes();
        if (bytes == null) {
            return null;
        }
        if (!parameter.binary()) {
            return bytes.toString();
        }
        return switch (type) {
            case "text" -> bytes.toString();
            case "uuid" -> new UUID(bytes.getLong(0), bytes.getLong(Long.BYTES)).toString();
            case "boolean" -> Boolean.toString(bytes.getByte(0) != 0);
            case "integer" -> Integer.toString(bytes.getInt(0));
            case "bigint" -> Long.toString(bytes.getLong(0));
            case "timestamp with time zone" ->
                EPOCH.plusNanos(1000 * bytes.getLong(0)).toString();
            case "date" -> LocalDate.of(2000, 1, 1).plusDays(bytes.getInt(0)).toString();
            default -> throw new IllegalStateException("no words for a parameter of type " + type);
        };
    }

    /** Its beginning. */
    @Override
    public String toString() {
        String line = sql.replaceAll("\\s+", " ").strip();
        return line.length() > 60 ? line.substring(0, 60) + " …" : line;
    }
}
