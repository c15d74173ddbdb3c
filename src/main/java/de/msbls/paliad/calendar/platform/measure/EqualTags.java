package de.msbls.paliad.calendar.platform.measure;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Gives the numbers of both HTTP servers, the main and the management one, the same labels. One that serves on whatever port is free
 * has no port on them, and Prometheus' registry takes no number with and without a label: the server would not start.
 */
@Singleton
public class EqualTags implements MeterFilter {

    private static final String PORT = "server.port";

    private static final Set<String> OF_A_SERVER = Set.of(
            "http.server.bytes.read",
            "http.server.bytes.written",
            "http.server.connections",
            "http.server.active.connections",
            "http.server.errors");

    @Override
    public Meter.Id map(Meter.Id id) {
        return OF_A_SERVER.contains(id.getName()) && id.getTag(PORT) == null ? id.withTag(Tag.of(PORT, "0")) : id;
    }
}
