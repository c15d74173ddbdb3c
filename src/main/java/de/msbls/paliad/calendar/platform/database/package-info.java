/** The way to PostgreSQL: the pool, transactions, the schema's state. */
@NullMarked
package de.msbls.paliad.calendar.platform.database;

import org.jspecify.annotations.NullMarked;
