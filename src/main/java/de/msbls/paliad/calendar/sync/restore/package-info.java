/** Notices a database that was restored from a backup (DESIGN §7). */
@NullMarked
package de.msbls.paliad.calendar.sync.restore;

import org.jspecify.annotations.NullMarked;
