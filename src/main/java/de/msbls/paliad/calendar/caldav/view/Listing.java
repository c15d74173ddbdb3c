package de.msbls.paliad.calendar.caldav.view;

import de.msbls.paliad.calendar.caldav.request.DavRequests;
import de.msbls.paliad.calendar.caldav.request.Faults;
import de.msbls.paliad.calendar.caldav.request.Hrefs;
import de.msbls.paliad.calendar.caldav.xml.DavNames;
import de.msbls.paliad.calendar.caldav.xml.DavResource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a calendar.
 *
 * @param objects by {@link Hrefs#key}; collections are left out
 * @param complete whether an object's absence means anything: a well-formed 207 that says nowhere that it is cut short (507), with the
 *     calendar itself in it, and as a calendar
 */
public record Listing(Map<String, ListedObject> objects, boolean complete) implements CalendarView {

    static final QName[] PROPERTIES = {DavNames.ETAG, DavNames.RESOURCE_TYPE};

    private static final int INSUFFICIENT_STORAGE = 507;

    @Override
    public @Nullable ListedObject listed(String hrefKey) {
        return objects.get(hrefKey);
    }

    @Override
    public boolean isMissing(String hrefKey) {
        return !objects.containsKey(hrefKey);
    }

    /** Reads a PROPFIND of Depth 1, response by response. */
    static final class Reader implements DavRequests.ResourceReader<Listing> {

        private final String calendarPath;
        private final Map<String, ListedObject> objects = new HashMap<>();
        private boolean itself;
        private boolean truncated;

        Reader(String calendarPath) {
            this.calendarPath = calendarPath;
        }

        /** @throws CalDavException when the multistatus says that the calendar is missing or forbidden */
        @Override
        public void read(DavResource resource) {
            truncated |= resource.status() == INSUFFICIENT_STORAGE;
            if (Hrefs.same(resource.href(), calendarPath)) {
                refuseMissing(resource);
                itself |= resource.isA(DavNames.CALENDAR);
            } else if (!resource.isA(DavNames.COLLECTION) && !Faults.isGone(resource.status())) {
                objects.put(
                        Hrefs.key(resource.href()),
                        new ListedObject(Hrefs.path(resource.href()), resource.value(DavNames.ETAG)));
            }
        }

        private static void refuseMissing(DavResource calendar) {
            if (calendar.status() >= 300 && calendar.status() != INSUFFICIENT_STORAGE) {
                throw Faults.of(calendar);
            }
        }

        @Override
        public Listing done(@Nullable String syncToken) {
            return new Listing(Collections.unmodifiableMap(objects), itself && !truncated);
        }
    }
}
