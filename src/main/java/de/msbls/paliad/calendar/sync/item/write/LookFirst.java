package de.msbls.paliad.calendar.sync.item.write;

import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.caldav.object.Precondition;
import de.msbls.paliad.calendar.caldav.request.Hrefs;
import de.msbls.paliad.calendar.sync.account.Capabilities;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.item.observe.ObjectFetcher;
import de.msbls.paliad.calendar.sync.item.observe.Slot;
import de.msbls.paliad.calendar.sync.item.plan.Write;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * For servers that carry out a conditional request whatever stands there: looks at all the objects in one question, right
 * before they are written or deleted. What that leaves unclear is asked for alone: it may stand there.
 */
@ApplicationScoped
class LookFirst {

    private final ObjectFetcher fetcher;

    LookFirst(ObjectFetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** The targets whose objects are not what their requests' preconditions say; empty where the server itself sees to that. */
    Uni<Set<UUID>> overtaken(Session session, Slot slot, List<Prepared> prepared) {
        List<Prepared> unguarded = prepared.stream()
                .filter(one -> isUnguarded(session.capabilities(), one.write()))
                .toList();
        if (unguarded.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        List<String> hrefs = unguarded.stream().map(one -> href(one.write())).toList();
        return fetcher.fetch(session, slot.calendarPath(), hrefs, List.of()).map(byKey -> {
            Set<UUID> overtaken = new HashSet<>();
            for (Prepared one : unguarded) {
                if (!isAsBelieved(one.write(), byKey.get(Hrefs.key(href(one.write()))))) {
                    overtaken.add(one.target().id());
                }
            }
            return overtaken;
        });
    }

    /** A create needs no look before anything is known: its UID is its own, and it is what the server is probed with. */
    private static boolean isUnguarded(Capabilities capabilities, Write write) {
        boolean isCreate = write instanceof Write.Put put && put.precondition() instanceof Precondition.IfNoneMatch;
        return isCreate ? capabilities.ignoresPreconditions() : capabilities.mayIgnorePreconditions();
    }

    private static String href(Write write) {
        return write instanceof Write.Put put ? put.href() : ((Write.Delete) write).href();
    }

    private static boolean isAsBelieved(Write write, @Nullable FetchedObject object) {
        boolean absent = object != null && object.outcome() == FetchedObject.Outcome.GONE;
        String etag = object == null ? null : object.etag();
        if (write instanceof Write.Delete delete) {
            return delete.etag() == null || delete.etag().equals(etag);
        }
        Precondition precondition = ((Write.Put) write).precondition();
        if (precondition instanceof Precondition.IfMatch match) {
            return match.etag().equals(etag);
        }
        return !(precondition instanceof Precondition.IfNoneMatch) || absent;
    }
}
