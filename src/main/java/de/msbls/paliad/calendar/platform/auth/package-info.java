/** Who is calling: the bearer token's user, and her row in the firm's table of users. */
@NullMarked
package de.msbls.paliad.calendar.platform.auth;

import org.jspecify.annotations.NullMarked;
