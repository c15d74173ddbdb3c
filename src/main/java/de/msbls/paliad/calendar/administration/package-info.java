/** What an admin sees and does of the firm's connections; nothing of any appointment is shown to her. */
@NullMarked
package de.msbls.paliad.calendar.administration;

import org.jspecify.annotations.NullMarked;
