package de.msbls.paliad.calendar.project;

/**
 * What a user may do with the appointments of a node.
 *
 * @param visible she is on the team of the node or of one above it
 * @param editable she is there as lead or member, not only as observer
 */
public record Standing(boolean visible, boolean editable) {}
