/** What one look at a calendar tells of its objects: a listing, or what moved since a sync token (RFC 6578). */
@NullMarked
package de.msbls.paliad.calendar.caldav.view;

import org.jspecify.annotations.NullMarked;
