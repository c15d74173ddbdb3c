/** The engine: tick → claim → observe → decide → act → record. The only package that knows both sides. */
@NullMarked
package de.msbls.paliad.calendar.sync;

import org.jspecify.annotations.NullMarked;
