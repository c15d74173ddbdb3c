/** How strictly JSON is read, and what a merge patch says of a member. */
@NullMarked
package de.msbls.paliad.calendar.platform.json;

import org.jspecify.annotations.NullMarked;
