/** Tells the firm's own system, by a signed and repeated webhook, that a connection or a guard needs a person (DESIGN §7). */
@NullMarked
package de.msbls.paliad.calendar.sync.notice;

import org.jspecify.annotations.NullMarked;
