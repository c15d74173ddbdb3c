/** The settings under paliad.*. */
@NullMarked
package de.msbls.paliad.calendar.platform.config;

import org.jspecify.annotations.NullMarked;
