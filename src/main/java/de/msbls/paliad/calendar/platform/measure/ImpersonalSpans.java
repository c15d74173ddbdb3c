package de.msbls.paliad.calendar.platform.measure;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Takes out of every span what its instrumentation put there and may name a person, what she searched for and from where; or hold a
 * secret, as a webhook's address does.
 */
@ApplicationScoped
public class ImpersonalSpans implements SpanProcessor {

    private static final String TAKEN_OUT = "-";

    private static final List<AttributeKey<String>> PERSONAL = List.of(
            AttributeKey.stringKey("url.query"),
            AttributeKey.stringKey("url.full"),
            AttributeKey.stringKey("client.address"),
            AttributeKey.stringKey("network.peer.address"),
            AttributeKey.stringKey("user_agent.original"));

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        for (AttributeKey<String> key : PERSONAL) {
            if (span.getAttribute(key) != null) {
                span.setAttribute(key, TAKEN_OUT);
            }
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // What it ends with (a route, a status) names nobody.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
