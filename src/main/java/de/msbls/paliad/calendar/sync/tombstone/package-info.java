/** What is owed to a server: objects of ours that must still be deleted there. */
@NullMarked
package de.msbls.paliad.calendar.sync.tombstone;

import org.jspecify.annotations.NullMarked;
