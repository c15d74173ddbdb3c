/** How a tick ended for a binding and for its account: states, codes and words, and what the next tick goes on from. */
@NullMarked
package de.msbls.paliad.calendar.sync.outcome;

import org.jspecify.annotations.NullMarked;
