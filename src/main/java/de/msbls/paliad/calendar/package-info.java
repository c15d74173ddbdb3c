/** The calendar service of a patent-litigation firm: scoped, two-way CalDAV sync. ARCHITECTURE.md is its map. */
@NullMarked
package de.msbls.paliad.calendar;

import org.jspecify.annotations.NullMarked;
