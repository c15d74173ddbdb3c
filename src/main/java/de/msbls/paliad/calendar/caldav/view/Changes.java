package de.msbls.paliad.calendar.caldav.view;

import de.msbls.paliad.calendar.caldav.request.Hrefs;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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

    /** Those of these hrefs that this answer says nothing of. */
    public List<String> unnamed(Collection<String> hrefs) {
        return hrefs.stream()
                .filter(href -> !changed.containsKey(Hrefs.key(href)) && !removed.contains(Hrefs.key(href)))
                .toList();
    }

    /** This answer, with these removed too, by their keys. */
    public Changes without(Set<String> hrefKeys) {
        Set<String> gone = new HashSet<>(removed);
        gone.addAll(hrefKeys);
        return new Changes(changed, gone, syncToken);
    }

    public boolean isEmpty() {
        return changed.isEmpty() && removed.isEmpty();
    }
}
