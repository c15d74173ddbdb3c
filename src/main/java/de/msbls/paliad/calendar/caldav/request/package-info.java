/** One request on behalf of an account, where it goes, and how it fails. */
@NullMarked
package de.msbls.paliad.calendar.caldav.request;

import org.jspecify.annotations.NullMarked;
