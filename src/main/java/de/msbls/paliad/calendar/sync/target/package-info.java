/** The record of one appointment in one binding's calendar. */
@NullMarked
package de.msbls.paliad.calendar.sync.target;

import org.jspecify.annotations.NullMarked;
