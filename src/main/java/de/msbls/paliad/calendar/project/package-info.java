/** The firm's tree of projects: who sees it, who may manage it, and its API. */
@NullMarked
package de.msbls.paliad.calendar.project;

import org.jspecify.annotations.NullMarked;
