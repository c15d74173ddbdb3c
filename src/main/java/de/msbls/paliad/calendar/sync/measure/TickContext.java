package de.msbls.paliad.calendar.sync.measure;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives each tick a Vert.x context of its own, which keeps its log fields and its span. The contexts take turns on the event
 * loops, so that ticks that run at once do not share one.
 */
@ApplicationScoped
class TickContext {

    private final Vertx vertx;

    TickContext(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Runs {@code work} there; what follows goes on where the caller is. */
    <T> Uni<T> own(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context loop = ((VertxInternal) vertx.getDelegate()).createEventLoopContext();
            return Uni.createFrom()
                    .deferred(work::get)
                    .runSubscriptionOn(on(VertxContext.createNewDuplicatedContext(loop)))
                    .emitOn(on(io.vertx.core.Vertx.currentContext()));
        });
    }

    private static Executor on(@Nullable Context context) {
        return context == null ? Runnable::run : command -> context.runOnContext(there -> command.run());
    }
}
