/** WebDAV's XML: request bodies out, multistatus answers in, whatever a server puts into them. */
@NullMarked
package de.msbls.paliad.calendar.caldav.xml;

import org.jspecify.annotations.NullMarked;
