/** Decides: what follows for each item from what both sides have; no I/O (DESIGN §6). */
@NullMarked
package de.msbls.paliad.calendar.sync.item.plan;

import org.jspecify.annotations.NullMarked;
