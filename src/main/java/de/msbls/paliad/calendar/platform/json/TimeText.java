package de.msbls.paliad.calendar.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.function.Function;

/** Dates and times as text only (RFC 3339), of years that PostgreSQL and iCalendar both know. */
final class TimeText<T extends TemporalAccessor> extends StdDeserializer<T> {

    private static final long serialVersionUID = 1L;
    private static final int LAST_YEAR = 9999;

    private final transient Function<String, T> parser;

    TimeText(Class<T> type, Function<String, T> parser) {
        super(type);
        this.parser = parser;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return (T) context.handleUnexpectedToken(handledType(), json);
        }
        try {
            T time = parser.apply(json.getText());
            int year = time.get(ChronoField.YEAR);
            if (year >= 1 && year <= LAST_YEAR) {
                return time;
            }
            throw new DateTimeException("out of range");
        } catch (DateTimeException e) {
            throw context.weirdStringException(json.getText(), handledType(), "no RFC 3339 time");
        }
    }
}
