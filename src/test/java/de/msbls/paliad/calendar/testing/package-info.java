/** What tests share: the service under test with its database and tokens, and the real CalDAV servers. */
@NullMarked
package de.msbls.paliad.calendar.testing;

import org.jspecify.annotations.NullMarked;
