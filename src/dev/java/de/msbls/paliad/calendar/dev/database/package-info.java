/** The PostgreSQL that dev mode and the self-contained trial jar bring along. */
@NullMarked
package de.msbls.paliad.calendar.dev.database;

import org.jspecify.annotations.NullMarked;
