package de.msbls.paliad.calendar.bench.api;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * A statement as it went over the wire, {@code BEGIN} and {@code COMMIT} among them.
 *
 * @param parameters of $1, $2 and so on
 */
record Sent(String sql, List<Parameter> parameters) {

    /** @param bytes null: SQL's NULL */
    record Parameter(boolean binary, Buffer bytes) {}
}
