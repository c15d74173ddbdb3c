package de.msbls.paliad.calendar.caldav.http;

import de.msbls.paliad.calendar.caldav.watch.RequestWatch;
import de.msbls.paliad.calendar.caldav.watch.RequestWatch.Ongoing;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells those who watch how a call went. */
final class WatchedCall {

    private final List<Ongoing> watching;

    private WatchedCall(List<Ongoing> watching) {
        this.watching = watching;
    }

    /** The call begins when the returned Uni is subscribed to. */
    static Uni<Answer> of(Call call, List<RequestWatch> watches, Supplier<Uni<Answer>> sending) {
        return Uni.createFrom().deferred(() -> {
            WatchedCall watched = new WatchedCall(watches.stream()
                    .map(watch -> watch.begins(call.method().name()))
                    .toList());
            return Uni.createFrom().deferred(sending::get).onTermination().invoke(watched::ended);
        });
    }

    /** Only a deadline cancels a call that has begun, or somebody who waits for it no longer. */
    private void ended(@Nullable Answer answer, @Nullable Throwable failure, boolean cancelled) {
        if (answer != null) {
            watching.forEach(one -> one.answered(answer.status()));
        } else {
            String reason = failure == null ? word(TransportException.Reason.TIMEOUT) : reason(failure);
            watching.forEach(one -> one.failed(reason));
        }
    }

    private static String reason(Throwable failure) {
        return failure instanceof TransportException transport ? word(transport.reason()) : "failed";
    }

    private static String word(TransportException.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
