package de.msbls.paliad.calendar.sync.item.write;

import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.caldav.request.Hrefs;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.item.observe.MovedObjects;
import de.msbls.paliad.calendar.sync.item.observe.Slot;
import de.msbls.paliad.calendar.sync.item.plan.Write;
import de.msbls.paliad.calendar.sync.lease.LeaseLostException;
import de.msbls.paliad.calendar.sync.target.Target;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Acts: makes the requests whose intents are committed, a few at once, and tells what came of each. A fault of the whole
 * account stops what has not begun; a fault of one item leaves the others alone.
 */
@ApplicationScoped
public class ItemWriter {

    private static final int CONFLICT = 409;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    private final CalDavClient client;
    private final LookFirst lookFirst;
    private final PreconditionProbe probe;
    private final MovedObjects moved;
    private final ReadBack readBack;
    private final Clock clock;
    private final int atOnce;
    private final Duration requestTimeout;

    ItemWriter(
            CalDavClient client,
            LookFirst lookFirst,
            PreconditionProbe probe,
            MovedObjects moved,
            ReadBack readBack,
            Clock clock,
            PaliadConfig config) {
        this.client = client;
        this.lookFirst = lookFirst;
        this.probe = probe;
        this.moved = moved;
        this.readBack = readBack;
        this.clock = clock;
        this.atOnce = config.caldav().connectionsPerAccount();
        this.requestTimeout = config.caldav().requestTimeout();
    }

    /** One result for each. */
    public Uni<List<Written>> write(Session session, Slot slot, List<Prepared> prepared) {
        return lookFirst
                .overtaken(session, slot, prepared)
                .chain(overtaken -> write(session, slot, prepared, overtaken))
                .onFailure(CalDavException.class)
                .recoverWithItem(failure -> prepared.stream()
                        .map(one -> Written.notBegun(one, failure))
                        .toList())
                .chain(written -> readBack.of(session, slot, written));
    }

    /** Fails in no way of the server's. */
    private Uni<List<Written>> write(Session session, Slot slot, List<Prepared> prepared, Set<UUID> overtaken) {
        Brake brake = new Brake();
        return Multi.createFrom()
                .iterable(prepared)
                .onItem()
                .transformToUni(one -> writeOne(session, slot, one, overtaken, brake))
                .merge(atOnce)
                .collect()
                .asList();
    }

    private Uni<Written> writeOne(Session session, Slot slot, Prepared one, Set<UUID> overtaken, Brake brake) {
        return Uni.createFrom().deferred(() -> {
            if (!session.lease().outlasts(requestTimeout)) {
                brake.pull(new LeaseLostException(session.accountId()));
            }
            RuntimeException stopped = brake.pulled();
            if (stopped != null) {
                return Uni.createFrom().item(Written.notBegun(one, stopped));
            }
            Uni<Written> requested = overtaken.contains(one.target().id())
                    ? Uni.createFrom().failure(new CalDavException(CalDavFault.PRECONDITION_FAILED))
                    : request(session, slot, one)
                            .onFailure(ItemWriter::isDisproved)
                            .invoke(() -> session.capabilities().refusedByPrecondition());
            return requested
                    .invoke(written -> brake.success())
                    .onFailure(CalDavException.class)
                    .recoverWithUni(failure -> failed(session, slot, one, failure, brake));
        });
    }

    private static boolean isDisproved(Throwable failure) {
        return failure instanceof CalDavException refusal && refusal.fault() == CalDavFault.PRECONDITION_FAILED;
    }

    private Uni<Written> request(Session session, Slot slot, Prepared one) {
        if (one.write() instanceof Write.Put put) {
            return client.put(session.remote(), session.home(), put.href(), put.text(), put.precondition())
                    .chain(etag -> isCreate(one)
                            ? probe.ask(session, put, etag)
                            : Uni.createFrom().item(etag))
                    .map(etag ->
                            Written.done(one, one.afterPut(put, slot.detail(), etag), mustBeRead(session, one, etag)));
        }
        Write.Delete delete = (Write.Delete) one.write();
        return client.delete(session.remote(), session.home(), delete.href(), delete.etag())
                .map(done -> Written.done(one, one.target().removed(delete.nextUid()), false));
    }

    /** Servers that cut texts short do so with an etag too; some let racing updates all win, some every create. */
    private static boolean mustBeRead(Session session, Prepared one, @Nullable String etag) {
        return etag == null
                || !isCreate(one)
                || one.plan().item().hasLongText()
                || session.capabilities().ignoresPreconditions();
    }

    private Uni<Written> failed(Session session, Slot slot, Prepared one, CalDavException failure, Brake brake) {
        return isCreate(one) && isUidConflict(failure)
                ? uidTaken(session, slot, one, failure)
                : Uni.createFrom().item(refused(one, failure, brake));
    }

    /** Some servers say it by a bare 409 (SOGo). */
    private static boolean isUidConflict(CalDavException failure) {
        boolean bare = failure.status() == CONFLICT && failure.condition() == null;
        return bare || failure.fault() == CalDavFault.UID_CONFLICT;
    }

    /** Our UID stands in this calendar already, under another name: the next tick looks whether it is ours (CASES 14). */
    private Uni<Written> uidTaken(Session session, Slot slot, Prepared one, CalDavException failure) {
        String named = failure.conflictingHref();
        Uni<List<String>> hrefs = named == null
                ? moved.hrefs(session, slot.calendarPath(), one.target().uid())
                : Uni.createFrom().item(List.of(Hrefs.path(named)));
        String calendar = Hrefs.key(slot.calendarPath());
        return hrefs.map(found -> found.stream()
                .filter(href -> Hrefs.key(href).startsWith(calendar))
                .filter(href -> !Hrefs.key(href).equals(one.target().hrefKey()))
                .findFirst()
                .map(href -> Written.failed(one, one.target().standingAt(href, Hrefs.key(href)), failure))
                .orElseGet(() -> quarantined(one, failure)));
    }

    /** What a failed request leaves of its target. */
    private Written refused(Prepared one, CalDavException failure, Brake brake) {
        Target target = one.target();
        return switch (failure.fault()) {
            case UNAUTHORIZED, THROTTLED, ADDRESS_REFUSED, TLS, NOT_CALDAV -> {
                brake.pull(failure);
                yield Written.failed(one, target.withoutIntent(), failure);
            }
            case UNREACHABLE, TIMEOUT, MALFORMED -> {
                brake.pull(failure);
                Target left = failure.certainlyNotSent() ? target.withoutIntent() : target.givenUp(clock.instant());
                yield Written.failed(one, left, failure);
            }
            case SERVER_ERROR -> {
                brake.serverError(failure);
                yield Written.failed(one, target.givenUp(overSince(failure)), failure);
            }
            case PRECONDITION_FAILED -> Written.failed(one, disproved(one), failure);
            case UID_CONFLICT, FORBIDDEN, REFUSED, TOO_LARGE, METHOD_NOT_ALLOWED -> quarantined(one, failure);
            case NOT_FOUND -> isCreate(one) ? quarantined(one, failure) : Written.failed(one, disproved(one), failure);
        };
    }

    /** What a server answers itself does not land later; a gateway tells nothing of the request that it passed on. */
    private Instant overSince(CalDavException failure) {
        boolean fromGateway = failure.status() == BAD_GATEWAY || failure.status() == GATEWAY_TIMEOUT;
        return fromGateway ? clock.instant() : clock.instant().minus(requestTimeout);
    }

    /** Something else stands there than was seen: a create stays open until it is known what, the rest is looked at anew. */
    private Target disproved(Prepared one) {
        return isCreate(one)
                ? one.target().givenUp(clock.instant())
                : one.target().withoutIntent();
    }

    private static Written quarantined(Prepared one, CalDavException failure) {
        String reason = failure.fault().name().toLowerCase(Locale.ROOT);
        Target quarantined = one.target()
                .withoutIntent()
                .quarantined(reason, one.refusedVersion(), one.target().etag());
        return Written.refused(one, quarantined, failure);
    }

    private static boolean isCreate(Prepared one) {
        return one.target().baseVersion() == null;
    }
}
