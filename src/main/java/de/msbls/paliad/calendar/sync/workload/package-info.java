/** Gathers what a tick must look at in one binding, and holds back deletions that are too many (DESIGN §6). */
@NullMarked
package de.msbls.paliad.calendar.sync.workload;

import org.jspecify.annotations.NullMarked;
