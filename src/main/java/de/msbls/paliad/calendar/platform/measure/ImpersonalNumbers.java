package de.msbls.paliad.calendar.platform.measure;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Keeps paths out of the numbers of requests. They are counted by template; but what HTTP itself refuses has met none yet, and
 * would be counted by whatever path somebody asked for.
 */
@Singleton
public class ImpersonalNumbers implements MeterFilter {

    private static final String REQUESTS = "http.server.requests";
    private static final Set<String> REFUSALS = Set.of("405", "406", "413", "414", "415", "431");

    @Override
    public Meter.Id map(Meter.Id id) {
        String status = id.getTag("status");
        return id.getName().equals(REQUESTS) && status != null && REFUSALS.contains(status)
                ? id.replaceTags(withoutPath(id.getTags()))
                : id;
    }

    private static List<Tag> withoutPath(List<Tag> tags) {
        return tags.stream()
                .map(tag -> tag.getKey().equals("uri") ? Tag.of("uri", "REFUSED") : tag)
                .toList();
    }
}
