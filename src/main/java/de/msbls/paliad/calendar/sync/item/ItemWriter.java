package de.msbls.paliad.calendar.sync.item;

import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.CalDavException;
import de.msbls.paliad.calendar.caldav.FetchedObject;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.lease.LeaseLostException;
import de.msbls.paliad.calendar.sync.target.Target;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Acts: makes the requests whose intents are committed, a few at once, and tells what came of each. A fault of the whole
 * account stops what has not begun; a fault of one item leaves the others alone.
 */
@ApplicationScoped
class ItemWriter {

    private final CalDavClient client;
    private final int atOnce;
    private final Duration requestTimeout;

    ItemWriter(CalDavClient client, PaliadConfig config) {
        this.client = client;
        this.atOnce = config.caldav().connectionsPerAccount();
        this.requestTimeout = config.caldav().requestTimeout();
    }

    /** One result for each; where the server gave no strong etag, the object as it was read back. */
    Uni<List<Written>> write(Session session, Slot slot, List<Prepared> prepared) {
        Brake brake = new Brake();
        return Multi.createFrom()
                .iterable(prepared)
                .onItem()
                .transformToUni(one -> writeOne(session, slot, one, brake))
                .merge(atOnce)
                .collect()
                .asList()
                .chain(written -> readBack(session, slot, written));
    }

    private Uni<Written> writeOne(Session session, Slot slot, Prepared one, Brake brake) {
        return Uni.createFrom().deferred(() -> {
            if (!session.lease().outlasts(requestTimeout)) {
                brake.pull(new LeaseLostException(session.accountId()));
            }
            RuntimeException stopped = brake.pulled();
            if (stopped != null) {
                return Uni.createFrom().item(new Written(one, one.target().withoutIntent(), false, stopped));
            }
            return request(session, slot, one)
                    .onFailure(CalDavException.class)
                    .recoverWithItem(failure -> refused(one, failure, brake));
        });
    }

    private Uni<Written> request(Session session, Slot slot, Prepared one) {
        if (one.write() instanceof Write.Put put) {
            return client.put(session.remote(), session.home(), put.href(), put.text(), put.precondition())
                    .map(etag -> {
                        Target agreed = one.target().agreed(one.version(), slot.detail(), etag, put.text(), null);
                        return new Written(one, agreed, etag == null, null);
                    });
        }
        Write.Delete delete = (Write.Delete) one.write();
        return client.delete(session.remote(), session.home(), delete.href(), delete.etag())
                .map(done -> new Written(one, one.target().removed(delete.nextUid()), false, null));
    }

    /** What a failed request leaves of its target. */
    private static Written refused(Prepared one, CalDavException failure, Brake brake) {
        Target target = one.target();
        return switch (failure.fault()) {
            case UNAUTHORIZED, THROTTLED, ADDRESS_REFUSED, TLS, NOT_CALDAV -> {
                brake.pull(failure);
                yield new Written(one, target.withoutIntent(), false, failure);
            }
            case UNREACHABLE, TIMEOUT, MALFORMED -> {
                brake.pull(failure);
                Target left = failure.certainlyNotSent() ? target.withoutIntent() : target;
                yield new Written(one, left, false, failure);
            }
            case SERVER_ERROR -> {
                brake.serverError(failure);
                yield new Written(one, target, false, failure);
            }
            case PRECONDITION_FAILED -> new Written(one, disproved(one), false, failure);
            case UID_CONFLICT, FORBIDDEN, REFUSED, TOO_LARGE, METHOD_NOT_ALLOWED ->
                new Written(one, quarantined(one, failure), false, failure);
            case NOT_FOUND ->
                new Written(one, isCreate(one) ? quarantined(one, failure) : disproved(one), false, failure);
        };
    }

    /** Something else stands there than was seen: a create stays open until it is known what, the rest is looked at anew. */
    private static Target disproved(Prepared one) {
        return isCreate(one) ? one.target() : one.target().withoutIntent();
    }

    private static Target quarantined(Prepared one, CalDavException failure) {
        String reason = failure.fault().name().toLowerCase(Locale.ROOT);
        return one.target()
                .withoutIntent()
                .quarantined(reason, one.version(), one.target().etag());
    }

    private static boolean isCreate(Prepared one) {
        return one.target().baseVersion() == null;
    }

    private Uni<List<Written>> readBack(Session session, Slot slot, List<Written> written) {
        List<String> hrefs = written.stream()
                .filter(Written::readBack)
                .map(one -> Objects.requireNonNull(one.target().href()))
                .toList();
        if (hrefs.isEmpty()) {
            return Uni.createFrom().item(written);
        }
        return client.multiget(session.remote(), session.home(), slot.calendarPath(), hrefs)
                .onFailure(CalDavException.class)
                .recoverWithItem(List.of())
                .map(objects -> {
                    Map<String, FetchedObject> byKey = objects.stream()
                            .collect(Collectors.toMap(FetchedObject::hrefKey, Function.identity(), (a, b) -> b));
                    return written.stream()
                            .map(one -> one.readBack() ? withStored(slot, one, byKey) : one)
                            .toList();
                });
    }

    /** Without an etag in hand, the next listing finds it changed and compares by meaning: nothing is lost. */
    private static Written withStored(Slot slot, Written one, Map<String, FetchedObject> byKey) {
        FetchedObject object = byKey.get(Objects.requireNonNull(one.target().hrefKey()));
        if (object == null || object.ics() == null) {
            return one;
        }
        String sent = one.target().stored();
        return one.as(one.target().agreed(one.prepared().version(), slot.detail(), object.etag(), object.ics(), sent));
    }
}
