/** The versions that lost: what the user's calendar said against the database, and which of both she wants. */
@NullMarked
package de.msbls.paliad.calendar.conflict;

import org.jspecify.annotations.NullMarked;
