package de.msbls.paliad.calendar.sync.event;

import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.OwnedField;
import java.util.Set;
import java.util.UUID;

/**
 * Remote edits on their way into the database.
 *
 * @param expectedVersion the appointment's version that they were made against: at another one nothing is written
 * @param taken which fields are taken over
 */
public record Pull(UUID appointmentId, long expectedVersion, EventFields fields, Set<OwnedField> taken) {}
