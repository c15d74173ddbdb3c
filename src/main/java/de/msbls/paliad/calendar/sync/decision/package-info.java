/** What to do with one target, derived from observations: pure functions, no I/O (DESIGN §6). */
@NullMarked
package de.msbls.paliad.calendar.sync.decision;

import org.jspecify.annotations.NullMarked;
