/** Who changed what of the firm's connections and bindings: written along with each change, and never rewritten. */
@NullMarked
package de.msbls.paliad.calendar.audit;

import org.jspecify.annotations.NullMarked;
