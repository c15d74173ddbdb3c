/** What many pods, their database and their users do to each other when none of them can be relied on. */
@NullMarked
package de.msbls.paliad.calendar.sync.chaos;

import org.jspecify.annotations.NullMarked;
