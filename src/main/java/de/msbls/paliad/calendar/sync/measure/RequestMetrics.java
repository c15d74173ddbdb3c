package de.msbls.paliad.calendar.sync.measure;

import de.msbls.paliad.calendar.caldav.watch.RequestWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Times the requests to CalDAV servers by method and outcome: 2xx, 4xx …, or why there was no answer. */
@ApplicationScoped
class RequestMetrics implements RequestWatch {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Ongoing begins(String method) {
        Timer.Sample began = Timer.start(registry);
        return new Ongoing() {
            @Override
            public void answered(int status) {
                began.stop(timer(method, status / 100 + "xx"));
            }

            @Override
            public void failed(String reason) {
                began.stop(timer(method, reason));
            }
        };
    }

    private Timer timer(String method, String outcome) {
        return Timer.builder("paliad.caldav.requests")
                .description("Requests to CalDAV servers, from their turn to the last byte of the answer")
                .tag("method", method)
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
