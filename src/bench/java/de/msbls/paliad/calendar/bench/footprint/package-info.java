/** How quickly each packaged service answers after its start, and how little it needs: {@code src/bench/footprint}. */
package de.msbls.paliad.calendar.bench.footprint;
