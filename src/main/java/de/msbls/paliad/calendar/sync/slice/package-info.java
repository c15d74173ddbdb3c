/** The scope filter: which appointments a binding's calendar holds, and where that differs from its targets. */
@NullMarked
package de.msbls.paliad.calendar.sync.slice;

import org.jspecify.annotations.NullMarked;
