/** How the engine's statements do in a firm of 200,000 lawyers: {@code src/bench/scale}. */
package de.msbls.paliad.calendar.bench.scale;
