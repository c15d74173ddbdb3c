/** Dev mode: an embedded PostgreSQL, a demo firm, tokens for its lawyers. Never in a native image. */
@NullMarked
package de.msbls.paliad.calendar.dev;

import org.jspecify.annotations.NullMarked;
