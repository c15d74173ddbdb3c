/** Entity tags, pages and checked text, the same for every resource. */
@NullMarked
package de.msbls.paliad.calendar.platform.http;

import org.jspecify.annotations.NullMarked;
