package de.msbls.paliad.calendar.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PUT or DELETE that a server has answered.
 *
 * @param from when nginx had its first byte
 * @param to when nginx had sent the last one of its answer
 */
public record RemoteWrite(String href, int status, Instant from, Instant to) {

    /** As {@code src/dev/servers/web.sh} has it logged. */
    private static final Pattern LINE =
            Pattern.compile("(?<at>\\S+) (?<lasted>\\S+) (?:PUT|DELETE) (?<status>\\d+) .* (?<href>\\S+)");

    static Optional<RemoteWrite> of(String line) {
        Matcher write = LINE.matcher(line);
        if (!write.matches()) {
            return Optional.empty();
        }
        Instant to = Instant.EPOCH.plus(seconds(write.group("at")));
        Instant from = to.minus(seconds(write.group("lasted")));
        return Optional.of(new RemoteWrite(write.group("href"), Integer.parseInt(write.group("status")), from, to));
    }

    private static Duration seconds(String decimal) {
        return Duration.parse("PT" + decimal + "S");
    }

    /** Whether the server says that it has carried it out. */
    public boolean isDone() {
        return status / 100 == 2;
    }

    /** Whether the server had it before that moment and had not answered it by this one. */
    public boolean overlaps(Instant since, Instant until) {
        return from.isBefore(until) && to.isAfter(since);
    }
}
