package de.msbls.paliad.calendar.project.team;

import jakarta.validation.constraints.NotNull;

/** The body of a PUT. */
public record PutTeamMember(@NotNull(message = "is needed") TeamRole role) {}
