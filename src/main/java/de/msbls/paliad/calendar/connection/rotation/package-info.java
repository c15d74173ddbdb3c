/** Wraps accounts' data keys anew when the firm has a new master key (DESIGN §8). */
@NullMarked
package de.msbls.paliad.calendar.connection.rotation;

import org.jspecify.annotations.NullMarked;
