/** What the API carries, beside pgbench with the same statements on the same database: {@code src/bench/api}. */
package de.msbls.paliad.calendar.bench.api;
