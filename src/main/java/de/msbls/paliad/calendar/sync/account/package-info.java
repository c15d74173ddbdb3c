/** What a tick knows of its account and bindings. */
@NullMarked
package de.msbls.paliad.calendar.sync.account;

import org.jspecify.annotations.NullMarked;
