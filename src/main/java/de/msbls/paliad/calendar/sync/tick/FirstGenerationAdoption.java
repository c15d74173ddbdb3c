package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.caldav.view.ListedObject;
import de.msbls.paliad.calendar.caldav.view.Listing;
import de.msbls.paliad.calendar.ical.EventObject;
import de.msbls.paliad.calendar.ical.UnreadableEventException;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.account.SyncBinding;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.target.FirstGenerationRepository;
import de.msbls.paliad.calendar.sync.target.FirstGenerationRepository.Found;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a calendar what the first generation wrote there, by its UIDs, and takes it for the result of a create that was
 * cut off: the items' own tick then adopts each, so that nothing is doubled (CASES 35).
 */
@ApplicationScoped
class FirstGenerationAdoption {

    private static final Logger LOG = Logger.getLogger(FirstGenerationAdoption.class);
    private static final int CHUNK = 100;

    private final CalDavClient client;
    private final FirstGenerationRepository firstGeneration;
    private final LeaseRepository leases;

    FirstGenerationAdoption(CalDavClient client, FirstGenerationRepository firstGeneration, LeaseRepository leases) {
        this.client = client;
        this.firstGeneration = firstGeneration;
        this.leases = leases;
    }

    Uni<Void> adopt(Session session, SyncBinding binding, String path, Listing listing) {
        List<String> hrefs =
                listing.objects().values().stream().map(ListedObject::href).toList();
        return Multi.createFrom()
                .iterable(hrefs)
                .group()
                .intoLists()
                .of(CHUNK)
                .onItem()
                .transformToUniAndConcatenate(chunk -> adoptChunk(session, binding, path, chunk))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> adoptChunk(Session session, SyncBinding binding, String path, List<String> hrefs) {
        return client.multiget(session.remote(), session.home(), path, hrefs).chain(objects -> {
            List<Found> found = objects.stream()
                    .map(FirstGenerationAdoption::found)
                    .filter(Objects::nonNull)
                    .toList();
            return leases.transaction(
                            session.lease(),
                            transaction -> firstGeneration.adopt(
                                    transaction, binding.id(), session.accountId(), session.lease(), found))
                    .replaceWith(true);
        });
    }

    /** NULL: another's object, and none of ours if it cannot be read. */
    private static @Nullable Found found(FetchedObject object) {
        String ics = object.ics();
        if (ics == null) {
            return null;
        }
        try {
            return new Found(EventObject.parse(ics).uid(), object.href(), object.hrefKey(), object.etag());
        } catch (UnreadableEventException e) {
            LOG.debugf("an object of the calendar cannot be read: %s", e.getMessage());
            return null;
        }
    }
}
