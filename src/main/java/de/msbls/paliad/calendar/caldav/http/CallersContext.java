package de.msbls.paliad.calendar.caldav.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where a caller stands. What it waits for may be brought by another caller, or by a timer: its work goes on here all the same,
 * so that what belongs to one flow of work (its log fields, its span) is never another's.
 */
record CallersContext(@Nullable Context context) implements Executor {

    static CallersContext current() {
        return new CallersContext(Vertx.currentContext());
    }

    @Override
    public void execute(Runnable work) {
        if (context == null || context == Vertx.currentContext()) {
            work.run();
        } else {
            context.runOnContext(here -> work.run());
        }
    }
}
