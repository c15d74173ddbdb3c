/** Who works on an account, until when, under which fence (DESIGN §7). */
@NullMarked
package de.msbls.paliad.calendar.sync.lease;

import org.jspecify.annotations.NullMarked;
