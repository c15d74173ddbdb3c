/** What ticks did, one row per (user, binding, tick); quiet ones share a row. */
@NullMarked
package de.msbls.paliad.calendar.sync.log;

import org.jspecify.annotations.NullMarked;
