/** What an operator sees of the engine: numbers, spans, and the ids on its log lines. Nothing personal, and no host. */
@NullMarked
package de.msbls.paliad.calendar.sync.measure;

import org.jspecify.annotations.NullMarked;
