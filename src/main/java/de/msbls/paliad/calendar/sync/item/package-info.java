/** Up to a hundred targets of one binding, from observation through decision and request to the record (DESIGN §6). */
@NullMarked
package de.msbls.paliad.calendar.sync.item;

import org.jspecify.annotations.NullMarked;
