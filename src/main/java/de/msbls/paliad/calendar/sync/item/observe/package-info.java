/** Observes: what the server has of each item, asked together where that will do (DESIGN §6). */
@NullMarked
package de.msbls.paliad.calendar.sync.item.observe;

import org.jspecify.annotations.NullMarked;
