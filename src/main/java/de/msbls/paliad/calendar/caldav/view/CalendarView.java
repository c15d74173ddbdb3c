package de.msbls.paliad.calendar.caldav.view;

import de.msbls.paliad.calendar.caldav.request.Hrefs;
import org.jspecify.annotations.Nullable;

/** What one look at a calendar told of its objects, against what was known of them before. */
public sealed interface CalendarView permits Listing, Changes, Unmoved {

    /** The object that it shows under this {@linkplain Hrefs#key key}; null: it shows none there. */
    @Nullable
    ListedObject listed(String hrefKey);

    /** Whether it says that nothing stands there (any more). Neither listed nor missing: nothing has moved there. */
    boolean isMissing(String hrefKey);

    /** Whether what it says of missing objects means anything. */
    boolean complete();
}
