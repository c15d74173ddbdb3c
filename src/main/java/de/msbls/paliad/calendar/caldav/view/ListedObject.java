package de.msbls.paliad.calendar.caldav.view;

import org.jspecify.annotations.Nullable;

/**
 * An object in a listing.
 *
 * @param href as the server spelled it, without the origin
 * @param etag as the server spelled it, a weak one with its {@code W/}; null where it gave none
 */
public record ListedObject(String href, @Nullable String etag) {}
