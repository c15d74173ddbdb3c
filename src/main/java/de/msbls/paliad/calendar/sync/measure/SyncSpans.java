package de.msbls.paliad.calendar.sync.measure;

import de.msbls.paliad.calendar.platform.measure.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a tick and of its bindings. A tick begins a trace: the change that woke it was captured in the database, which
 * keeps no trace ids. Ids of accounts and bindings are on the spans, and are what one searches for.
 */
@ApplicationScoped
class SyncSpans {

    private final Tracer tracer;

    SyncSpans(Tracing tracing) {
        this.tracer = tracing.tracer();
    }

    /** @param outcome how the tick ended, in a word */
    <T> Uni<T> tick(String tick, UUID account, Supplier<Uni<T>> work, Function<T, String> outcome) {
        return within(
                tracer.spanBuilder("tick")
                        .setNoParent()
                        .setAttribute("paliad.tick", tick)
                        .setAttribute("paliad.account", account.toString()),
                work,
                outcome);
    }

    /** @param outcome how it ended for the binding, in a word */
    <T> Uni<T> binding(UUID binding, Supplier<Uni<T>> work, Function<T, String> outcome) {
        return within(tracer.spanBuilder("binding").setAttribute("paliad.binding", binding.toString()), work, outcome);
    }

    private static <T> Uni<T> within(SpanBuilder builder, Supplier<Uni<T>> work, Function<T, String> outcome) {
        return Uni.createFrom().deferred(() -> {
            Span span = builder.startSpan();
            if (!span.getSpanContext().isValid()) {
                return work.get(); // tracing is off
            }
            Scope scope = ContextStorage.get().attach(Context.current().with(span));
            return Uni.createFrom().deferred(work::get).onTermination().invoke((item, failure, cancelled) -> {
                close(scope);
                if (item == null) {
                    span.setStatus(StatusCode.ERROR);
                } else {
                    span.setAttribute("paliad.outcome", outcome.apply(item));
                }
                span.end();
            });
        });
    }

    private static void close(@Nullable Scope scope) {
        if (scope != null) {
            scope.close();
        }
    }
}
