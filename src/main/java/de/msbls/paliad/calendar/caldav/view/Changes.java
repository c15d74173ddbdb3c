package de.msbls.paliad.calendar.caldav.view;

import de.msbls.paliad.calendar.caldav.request.Hrefs;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What moved in a calendar since a sync token (RFC 6578).
 *
 * @param changed objects that are new or changed, by {@link Hrefs#key}
 * @param removed the keys of those that are gone
 * @param syncToken where the next question starts
 */
public record Changes(Map<String, ListedObject> changed, Set<String> removed, String syncToken)
        implements CalendarView {

    @Override
    public @Nullable ListedObject listed(String hrefKey) {
        return changed.get(hrefKey);
    }

    @Override
    public boolean isMissing(String hrefKey) {
        return removed.contains(hrefKey);
    }

    @Override
    public boolean complete() {
        return true;
    }

    /** This answer, with these taken for gone too unless it names them. */
    public Changes without(Collection<String> hrefKeys) {
        Set<String> gone = new HashSet<>(hrefKeys);
        gone.removeAll(changed.keySet());
        gone.addAll(removed);
        return new Changes(changed, gone, syncToken);
    }

    public boolean isEmpty() {
        return changed.isEmpty() && removed.isEmpty();
    }
}
