/** Where a calendar is on its server, as a user names it. */
@NullMarked
package de.msbls.paliad.calendar.binding.path;

import org.jspecify.annotations.NullMarked;
