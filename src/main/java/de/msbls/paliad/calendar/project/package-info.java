/** The firm's tree of projects and its teams, to be read. */
@NullMarked
package de.msbls.paliad.calendar.project;

import org.jspecify.annotations.NullMarked;
