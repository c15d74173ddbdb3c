package de.msbls.paliad.calendar.caldav.view;

import org.jspecify.annotations.Nullable;

/** The calendar is as it was. */
public record Unmoved() implements CalendarView {

    @Override
    public @Nullable ListedObject listed(String hrefKey) {
        return null;
    }

    @Override
    public boolean isMissing(String hrefKey) {
        return false;
    }

    @Override
    public boolean complete() {
        return true;
    }
}
