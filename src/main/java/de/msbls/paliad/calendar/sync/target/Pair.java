package de.msbls.paliad.calendar.sync.target;

import de.msbls.paliad.calendar.appointment.Appointment;
import org.jspecify.annotations.Nullable;

/**
 * An appointment and its target in one binding.
 *
 * @param mayEdit whether the binding's owner may edit the appointment
 */
public record Pair(Appointment appointment, @Nullable Target target, boolean mayEdit) {}
