/** The teams of the firm's projects: who is on one, and whom a lead or an admin puts there or takes off. */
@NullMarked
package de.msbls.paliad.calendar.project.team;

import org.jspecify.annotations.NullMarked;
