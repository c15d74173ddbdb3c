/** The settings under paliad.*, and the check of them at start-up. */
@NullMarked
package de.msbls.paliad.calendar.platform.config;

import org.jspecify.annotations.NullMarked;
