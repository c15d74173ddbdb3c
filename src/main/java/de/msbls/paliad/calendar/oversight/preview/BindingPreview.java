package de.msbls.paliad.calendar.oversight.preview;

import de.msbls.paliad.calendar.appointment.AppointmentView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is in the scope of a binding.
 *
 * @param count all of it
 * @param items the first few: those to come, the next one first, then those that are over, the last one first
 */
@Schema(description = "What is in scope: how many appointments, and the first few, the next one to come first.")
public record BindingPreview(long count, List<AppointmentView> items) {}
