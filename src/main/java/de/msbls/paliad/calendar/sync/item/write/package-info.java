/** Acts: makes the requests whose intents are committed, and reads back what became of them (DESIGN §6). */
@NullMarked
package de.msbls.paliad.calendar.sync.item.write;

import org.jspecify.annotations.NullMarked;
