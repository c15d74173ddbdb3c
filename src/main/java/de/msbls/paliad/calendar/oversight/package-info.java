/** What the owner of a binding sees and decides of its sync. */
@NullMarked
package de.msbls.paliad.calendar.oversight;

import org.jspecify.annotations.NullMarked;
