package de.msbls.paliad.calendar.sync.item.write;

import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.EventObject;
import de.msbls.paliad.calendar.ical.UnreadableEventException;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.item.observe.ObjectFetcher;
import de.msbls.paliad.calendar.sync.item.observe.Slot;
import de.msbls.paliad.calendar.sync.target.Target;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads in one question what became of what was written: where the server gave no strong etag (RFC 4791 §5.3.4), and after
 * every update, since some servers let two racing If-Match requests both win.
 */
@ApplicationScoped
class ReadBack {

    private static final Logger LOG = Logger.getLogger(ReadBack.class);

    private final ObjectFetcher fetcher;

    ReadBack(ObjectFetcher fetcher) {
        this.fetcher = fetcher;
    }

    Uni<List<Written>> of(Session session, Slot slot, List<Written> written) {
        List<String> hrefs = written.stream()
                .filter(Written::readBack)
                .map(one -> Objects.requireNonNull(one.target().href()))
                .toList();
        if (hrefs.isEmpty()) {
            return Uni.createFrom().item(written);
        }
        return fetcher.together(session, slot.calendarPath(), hrefs)
                .onFailure(CalDavException.class)
                .recoverWithItem(failure -> {
                    LOG.debugf("account %s: nothing was read back: %s", session.accountId(), failure.getMessage());
                    return List.of();
                })
                .map(objects -> {
                    Map<String, FetchedObject> byKey = objects.stream()
                            .collect(Collectors.toMap(FetchedObject::hrefKey, Function.identity(), (a, b) -> b));
                    return written.stream()
                            .map(one -> one.readBack() ? verified(slot, one, byKey) : one)
                            .toList();
                });
    }

    private static Written verified(Slot slot, Written one, Map<String, FetchedObject> byKey) {
        FetchedObject object = byKey.get(Objects.requireNonNull(one.target().hrefKey()));
        EventObject there = object == null ? null : parsed(object);
        if (object == null || there == null || !there.uid().equals(one.target().uid())) {
            return unread(one);
        }
        Target target = one.target();
        return isWhatWasSent(target, there, object.etag())
                ? one.as(target.agreed(
                        one.prepared().version(), slot.detail(), object.etag(), there.text(), ourSide(target)))
                : one.overwritten();
    }

    /** Without an etag its intent stays open: the next tick finds out what the server made of it (CASES 16, 18). */
    private static Written unread(Written one) {
        return one.target().etag() == null ? one.as(one.prepared().target()) : one;
    }

    private static @Nullable EventObject parsed(FetchedObject object) {
        if (object.ics() == null) {
            return null;
        }
        try {
            return EventObject.parse(object.ics());
        } catch (UnreadableEventException e) {
            return null;
        }
    }

    /** By the etag of the PUT's own answer; else by its meaning, which a server may have cut short. */
    private static boolean isWhatWasSent(Target target, EventObject there, @Nullable String etag) {
        if (target.etag() != null && target.etag().equals(etag)) {
            return true;
        }
        EventFields sent =
                EventObject.parse(Objects.requireNonNull(target.stored())).fields();
        return there.fields().isCutFrom(sent);
    }

    private static @Nullable String ourSide(Target target) {
        return target.sent() == null ? target.stored() : target.sent();
    }
}
