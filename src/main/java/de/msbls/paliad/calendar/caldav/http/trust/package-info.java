/** Whom the operator trusts: the networks that may be contacted, and the authorities that vouch for a server. */
@NullMarked
package de.msbls.paliad.calendar.caldav.http.trust;

import org.jspecify.annotations.NullMarked;
