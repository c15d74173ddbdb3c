package de.msbls.paliad.calendar.platform;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.Scrape;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import org.junit.jupiter.api.Test;

/** A process that is no worker does not look like one. */
@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class ApiPodNumbersTest {

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Test
    void itReadsNoQueueAndCountsNoLooks() {
        assertThat(Scrape.of(metrics).names())
                .contains("paliad_items_total", "jvm_memory_used_bytes")
                .noneMatch(name -> name.startsWith("paliad_queue"))
                .noneMatch(name -> name.startsWith("paliad_worker"))
                .noneMatch(name -> name.startsWith("paliad_ticks"));
    }
}
