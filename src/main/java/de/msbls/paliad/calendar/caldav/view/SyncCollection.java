package de.msbls.paliad.calendar.caldav.view;

import de.msbls.paliad.calendar.caldav.request.CalDavAccount;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.caldav.request.DavRequests;
import de.msbls.paliad.calendar.caldav.request.Faults;
import de.msbls.paliad.calendar.caldav.request.Hrefs;
import de.msbls.paliad.calendar.caldav.xml.DavNames;
import de.msbls.paliad.calendar.caldav.xml.DavResource;
import de.msbls.paliad.calendar.caldav.xml.RequestBodies;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sync-collection report (RFC 6578 §3.2), page by page where the server cuts its answer short (§3.6). A page that is cut short
 * and names nothing new is none: its server would be asked for ever.
 */
public final class SyncCollection {

    private static final int INSUFFICIENT_STORAGE = 507;

    /** More has changed than a full listing would show. */
    private static final int MOST_CHANGES = 100_000;

    private final DavRequests requests;

    public SyncCollection(DavRequests requests) {
        this.requests = requests;
    }

    public Uni<Changes> since(CalDavAccount account, URI home, String calendarPath, String syncToken) {
        URI calendar = Hrefs.resolve(home, Hrefs.collection(calendarPath));
        return page(account, calendar, syncToken, new Pages(calendarPath));
    }

    private Uni<Changes> page(CalDavAccount account, URI calendar, String syncToken, Pages pages) {
        int known = pages.size();
        return requests.reportEach(account, calendar, 0, RequestBodies.syncCollection(syncToken), () -> new Page(pages))
                .chain(page -> {
                    if (!page.cutShort) {
                        return Uni.createFrom().item(pages.changes(page.next()));
                    }
                    if (pages.size() == known || pages.size() > MOST_CHANGES) {
                        throw new CalDavException(CalDavFault.MALFORMED);
                    }
                    return page(account, calendar, page.next(), pages);
                });
    }

    /** Reads one page. */
    private static final class Page implements DavRequests.ResourceReader<Page> {

        private final Pages pages;
        private boolean cutShort;
        private @Nullable String next;

        Page(Pages pages) {
            this.pages = pages;
        }

        @Override
        public void read(DavResource resource) {
            if (Hrefs.same(resource.href(), pages.calendarPath)) {
                cutShort |= isCutShort(resource);
            } else {
                pages.add(resource);
            }
        }

        private static boolean isCutShort(DavResource calendar) {
            if (calendar.status() >= 300 && calendar.status() != INSUFFICIENT_STORAGE) {
                throw Faults.of(calendar);
            }
            return calendar.status() == INSUFFICIENT_STORAGE;
        }

        @Override
        public Page done(@Nullable String syncToken) {
            next = syncToken;
            return this;
        }

        /** Where the next one starts. */
        String next() {
            if (next == null) {
                throw new CalDavException(CalDavFault.MALFORMED);
            }
            return next;
        }
    }

    /** Of two pages that name one object, the later one is right. */
    private static final class Pages {

        private final String calendarPath;
        private final Map<String, ListedObject> changed = new HashMap<>();
        private final Set<String> removed = new HashSet<>();

        Pages(String calendarPath) {
            this.calendarPath = calendarPath;
        }

        void add(DavResource resource) {
            String key = Hrefs.key(resource.href());
            if (Faults.isGone(resource.status())) {
                changed.remove(key);
                removed.add(key);
            } else {
                removed.remove(key);
                changed.put(key, new ListedObject(Hrefs.path(resource.href()), etag(resource)));
            }
        }

        private static @Nullable String etag(DavResource resource) {
            return resource.value(DavNames.ETAG);
        }

        int size() {
            return changed.size() + removed.size();
        }

        Changes changes(String syncToken) {
            return new Changes(Map.copyOf(changed), Set.copyOf(removed), syncToken);
        }
    }
}
