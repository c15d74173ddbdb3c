/** What goes wrong, told as RFC 9457 problem documents. */
@NullMarked
package de.msbls.paliad.calendar.platform.problem;

import org.jspecify.annotations.NullMarked;
