/** What a calendar server answers that means ill, against the packaged service. */
@NullMarked
package de.msbls.paliad.calendar.sync.hostile;

import org.jspecify.annotations.NullMarked;
