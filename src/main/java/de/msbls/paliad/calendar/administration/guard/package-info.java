/** The deletions that are held in the firm, and an admin's answer in their owner's place. */
@NullMarked
package de.msbls.paliad.calendar.administration.guard;

import org.jspecify.annotations.NullMarked;
