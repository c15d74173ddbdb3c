/** What is in the scope of a binding. */
@NullMarked
package de.msbls.paliad.calendar.oversight.preview;

import org.jspecify.annotations.NullMarked;
