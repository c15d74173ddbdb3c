package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.collection.CollectionState;
import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.caldav.view.CalendarView;
import de.msbls.paliad.calendar.caldav.view.Changes;
import de.msbls.paliad.calendar.caldav.view.Listing;
import de.msbls.paliad.calendar.caldav.view.Unmoved;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.account.SyncBinding;
import de.msbls.paliad.calendar.sync.item.observe.ObjectFetcher;
import de.msbls.paliad.calendar.sync.target.StandingRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a calendar with the cheapest question that will do (DESIGN §6): sync-collection, else the collection's tag, else a
 * whole listing, which is due once a day in any case. What was put since the token was read, and is not in the answer, is asked
 * for by itself: a server that compares two states of a calendar says nothing of what was in neither.
 */
@ApplicationScoped
class CalendarLook {

    /** Faults that another question to the same server would meet again. */
    private static final Set<CalDavFault> OF_THE_ACCOUNT = Set.of(
            CalDavFault.UNAUTHORIZED,
            CalDavFault.THROTTLED,
            CalDavFault.UNREACHABLE,
            CalDavFault.TIMEOUT,
            CalDavFault.TLS,
            CalDavFault.ADDRESS_REFUSED);

    /** Some servers count seconds: within that second the tag does not move. */
    private static final Pattern SECONDS = Pattern.compile("\\d{10}");

    private static final Duration TAG_IS_SETTLED = Duration.ofSeconds(2);

    private final CalDavClient client;
    private final StandingRepository standing;
    private final ObjectFetcher fetcher;
    private final Clock clock;

    CalendarLook(CalDavClient client, StandingRepository standing, ObjectFetcher fetcher, Clock clock) {
        this.client = client;
        this.standing = standing;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /**
     * What was seen.
     *
     * @param ctag and {@code syncToken}: read before the view, to be compared with, or asked from, next time
     * @param writable false only where the server says so
     */
    record Look(
            CalendarView view,
            @Nullable String ctag,
            @Nullable String syncToken,
            boolean writable) {

        /** Whether a whole listing was taken in. */
        boolean listedWhole() {
            return view instanceof Listing && view.complete();
        }

        private static Look at(Changes changes) {
            return new Look(changes, null, changes.syncToken(), true);
        }
    }

    Uni<Look> at(Session session, SyncBinding binding, String path) {
        boolean whole = binding.listingDue() || binding.adopting();
        String token = binding.syncToken();
        if (token == null || whole || !session.capabilities().maySyncCollection()) {
            return byTag(session, path, whole ? null : binding.ctag());
        }
        return client.changes(session.remote(), session.home(), path, token)
                .map(Look::at)
                .onFailure(CalendarLook::concernsTheReport)
                .recoverWithUni(
                        failure -> byTag(session, path, null).invoke(look -> learn(session, (CalDavException) failure)))
                .chain(look -> look.view() instanceof Changes changes && binding.putSinceToken()
                        ? withUnnamed(session, binding, path, changes).map(Look::at)
                        : Uni.createFrom().item(look));
    }

    private Uni<Changes> withUnnamed(Session session, SyncBinding binding, String path, Changes changes) {
        return standing.putSinceToken(binding.id()).chain(put -> {
            List<String> unnamed = changes.unnamed(put);
            return unnamed.isEmpty()
                    ? Uni.createFrom().item(changes)
                    : fetcher.fetch(session, path, unnamed, List.of())
                            .map(objects -> changes.without(gone(objects.values())));
        });
    }

    private static Set<String> gone(Collection<FetchedObject> objects) {
        return objects.stream()
                .filter(object -> object.outcome() == FetchedObject.Outcome.GONE)
                .map(FetchedObject::hrefKey)
                .collect(Collectors.toSet());
    }

    private static boolean concernsTheReport(Throwable failure) {
        return failure instanceof CalDavException fault && !OF_THE_ACCOUNT.contains(fault.fault());
    }

    /** A token that is too old is no news; a server that does not know the report, and the calendar, is not asked again. */
    private static void learn(Session session, CalDavException failure) {
        boolean unknownReport = failure.fault() == CalDavFault.METHOD_NOT_ALLOWED
                || Objects.equals(failure.condition(), "supported-report")
                || (failure.fault() == CalDavFault.FORBIDDEN && failure.condition() == null);
        if (unknownReport) {
            session.capabilities().knowsSyncCollection(false);
        }
    }

    /** @param known the tag of the last complete listing; NULL: list in any case */
    private Uni<Look> byTag(Session session, String path, @Nullable String known) {
        return client.collection(session.remote(), session.home(), path).chain(collection -> {
            String ctag = settled(collection.ctag());
            if (!collection.writable() || (ctag != null && ctag.equals(known))) {
                return Uni.createFrom().item(look(new Unmoved(), ctag, collection));
            }
            return client.list(session.remote(), session.home(), path).map(listing -> look(listing, ctag, collection));
        });
    }

    private Look look(CalendarView view, @Nullable String ctag, CollectionState collection) {
        return new Look(view, ctag, settled(collection.syncToken()), collection.writable());
    }

    private @Nullable String settled(@Nullable String tag) {
        boolean young = tag != null
                && SECONDS.matcher(tag).matches()
                && Instant.ofEpochSecond(Long.parseLong(tag))
                        .isAfter(clock.instant().minus(TAG_IS_SETTLED));
        return young ? null : tag;
    }
}
