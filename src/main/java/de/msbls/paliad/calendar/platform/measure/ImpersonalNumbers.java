package de.msbls.paliad.calendar.platform.measure;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps paths out of the numbers of requests. They are counted by template; but what is refused before it met one would be counted
 * by whatever path somebody asked for.
 */
@Singleton
public class ImpersonalNumbers implements MeterFilter {

    private static final String REQUESTS = "http.server.requests";
    private static final String PATH = "uri";

    /** Of HTTP itself: wrong methods, headers, media types, too long. */
    private static final Set<String> REFUSALS = Set.of("405", "406", "413", "414", "415", "431");

    /** Words and parameters; or the one word that stands for what has no template: NOT_FOUND, root. */
    private static final Pattern TEMPLATE = Pattern.compile("(/([a-z.-]+|\\{[a-zA-Z_]+}))+/?|/|[a-zA-Z_]+");

    @Override
    public Meter.Id map(Meter.Id id) {
        String path = id.getName().equals(REQUESTS) ? id.getTag(PATH) : null;
        if (path == null || (isTemplate(path) && !isRefused(id))) {
            return id;
        }
        return id.replaceTags(withoutPath(id.getTags()));
    }

    private static boolean isRefused(Meter.Id id) {
        String status = id.getTag("status");
        return status != null && REFUSALS.contains(status);
    }

    private static boolean isTemplate(String path) {
        return TEMPLATE.matcher(path).matches();
    }

    private static List<Tag> withoutPath(List<Tag> tags) {
        return tags.stream()
                .map(tag -> tag.getKey().equals(PATH) ? Tag.of(PATH, "REFUSED") : tag)
                .toList();
    }
}
