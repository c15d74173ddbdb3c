/** Calendar collections (RFC 4791 §4.2): where an account has them, which there are, and what one tells of itself. */
@NullMarked
package de.msbls.paliad.calendar.caldav.collection;

import org.jspecify.annotations.NullMarked;
