package de.msbls.paliad.calendar.platform.measure;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;

/** Whether this process traces. While it does not, spans cost nothing; those of OpenTelemetry's own tracer still would. */
@ApplicationScoped
public class Tracing {

    private static final String OFF = "quarkus.otel.sdk.disabled";
    private static final String SCOPE = "paliad-calendar";

    private final Tracer tracer;

    Tracing(OpenTelemetry telemetry, Config settings) {
        boolean off = settings.getOptionalValue(OFF, Boolean.class).orElse(false);
        this.tracer = off ? TracerProvider.noop().get(SCOPE) : telemetry.getTracer(SCOPE);
    }

    /** Its spans have no valid context while tracing is off. */
    public Tracer tracer() {
        return tracer;
    }
}
