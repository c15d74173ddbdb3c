package de.msbls.paliad.calendar.calendar;

import de.msbls.paliad.calendar.platform.http.PlainText;
import jakarta.validation.constraints.NotNull;

/** The body of a POST: the name that the server is asked to give the new calendar. */
public record MakeCalendar(
        @NotNull(message = "is needed") @PlainText(max = 200, notBlank = true)
        String displayName) {}
