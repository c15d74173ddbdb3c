package de.msbls.paliad.calendar.caldav.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.MultiMap;
import java.io.InputStream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What the server answered.
 *
 * @param source the URL that answered, after redirects
 * @param body decompressed; of an error only its beginning
 */
public record Answer(URI source, int status, MultiMap headers, ByteBuf body) {

    boolean isRedirect() {
        return status == 301 || status == 302 || status == 307 || status == 308;
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The whole body, in one piece. */
    public byte[] bytes() {
        return ByteBufUtil.getBytes(body);
    }

    /** The body, read from where it stands. */
    public InputStream stream() {
        return new ByteBufInputStream(body.duplicate());
    }

    /** How long the server asks to be left alone (RFC 9110 §10.2.3: seconds or a date), never negative; null when it does not say. */
    public @Nullable Duration retryAfter(Instant now) {
        String value = header("Retry-After");
        if (value == null) {
            return null;
        }
        Duration wait = value.strip().matches("[0-9]{1,9}")
                ? Duration.ofSeconds(Long.parseLong(value.strip()))
                : until(value.strip(), now);
        return wait == null || !wait.isNegative() ? wait : Duration.ZERO;
    }

    private static @Nullable Duration until(String date, Instant now) {
        try {
            return Duration.between(now, ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException neitherSecondsNorDate) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
