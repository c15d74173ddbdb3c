package de.msbls.paliad.calendar.sync.measure;

import de.msbls.paliad.calendar.caldav.watch.RequestWatch;
import de.msbls.paliad.calendar.platform.measure.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;

/** A span for each request to a CalDAV server, under the binding's or the API request's; without host, path or user. */
@ApplicationScoped
class RequestSpans implements RequestWatch {

    private static final int FIRST_ERROR = 400;

    private final Tracer tracer;

    RequestSpans(Tracing tracing) {
        this.tracer = tracing.tracer();
    }

    @Override
    public Ongoing begins(String method) {
        Span span = tracer.spanBuilder(method)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("http.request.method", method)
                .startSpan();
        return new Ongoing() {
            @Override
            public void answered(int status) {
                span.setAttribute("http.response.status_code", status);
                if (status >= FIRST_ERROR) {
                    span.setStatus(StatusCode.ERROR);
                }
                span.end();
            }

            @Override
            public void failed(String reason) {
                span.setAttribute("error.type", reason).setStatus(StatusCode.ERROR);
                span.end();
            }
        };
    }
}
