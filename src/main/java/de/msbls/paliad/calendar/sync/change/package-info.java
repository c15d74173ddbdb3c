/** From captured changes to the bindings that they touch (DESIGN §7). */
@NullMarked
package de.msbls.paliad.calendar.sync.change;

import org.jspecify.annotations.NullMarked;
