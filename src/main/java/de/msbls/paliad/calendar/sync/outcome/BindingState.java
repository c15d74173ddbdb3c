package de.msbls.paliad.calendar.sync.outcome;

import java.util.Locale;

/** How a binding stands, for its owner: the stable words of the API, from the best to the worst. */
public enum BindingState {
    IN_SYNC,
    /** Not looked at yet. */
    PENDING,
    /** A passing fault: tried again at {@code retry_at}. */
    WAITING,
    /** The node of its scope was deleted or is of another kind now. */
    SCOPE_GONE,
    /** It has no calendar: none could be made, or the connection was pointed elsewhere. */
    CHOOSE_CALENDAR,
    /** More deletions than usual: they wait for the owner. */
    HELD,
    /** Some items were refused; the others are in sync. */
    ITEMS_REFUSED,
    /** The calendar takes no changes from us. */
    READ_ONLY,
    /** The server does not know the calendar any more. */
    CALENDAR_MISSING;

    /** Whether it stays so until somebody does something about it. */
    public boolean needsPerson() {
        return switch (this) {
            case SCOPE_GONE, CHOOSE_CALENDAR, HELD, READ_ONLY, CALENDAR_MISSING -> true;
            case IN_SYNC, PENDING, WAITING, ITEMS_REFUSED -> false;
        };
    }

    /** The word on the wire and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no state */
    public static BindingState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
