package de.msbls.paliad.calendar.platform.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class EqualTagsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void aServerOnWhateverPortIsFreeHasTheLabelsOfOneOnAGivenPort() {
        registry.config().meterFilter(new EqualTags());

        registry.counter("http.server.errors", "server.port", "8080");
        registry.counter("http.server.errors");
        registry.counter("http.server.requests");

        assertThat(registry.find("http.server.errors").counters())
                .extracting(errors -> errors.getId().getTag("server.port"))
                .containsExactlyInAnyOrder("8080", "0");
        assertThat(registry.get("http.server.requests").counter().getId().getTags())
                .isEmpty();
    }
}
