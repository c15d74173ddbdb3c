/** The firm's connections that are in trouble. */
@NullMarked
package de.msbls.paliad.calendar.administration.connection;

import org.jspecify.annotations.NullMarked;
