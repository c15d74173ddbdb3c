package de.msbls.paliad.calendar.ical;

import de.msbls.paliad.calendar.ical.UnreadableEventException.Reason;
import de.msbls.paliad.calendar.ical.text.Component;
import de.msbls.paliad.calendar.ical.text.ContentLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the TZIDs of other programs mean (RFC 5545 §3.2.19: a name is only explained by its VTIMEZONE, in practice the
 * name says more). In this order: the IANA name; the Windows name; an IANA name at the end of a path, as in
 * {@code /mozilla.org/20050126_1/Europe/Berlin}; the VTIMEZONE's X-LIC-LOCATION; the VTIMEZONE itself where it has but
 * one offset. Rules are not evaluated: they can be made to run for ever.
 */
final class ZoneNames {

    private static final String WINDOWS_ZONES = "windows-zones.txt";
    private static final int LAST_ETC_ZONE = 12;
    private static final Map<String, String> IDS = ids();

    private ZoneNames() {}

    /** @throws UnreadableEventException UNKNOWN_ZONE */
    static ZoneId zoneOf(String tzid, Component calendar) {
        ZoneId zone = zoneIfKnown(tzid, calendar);
        if (zone == null) {
            throw new UnreadableEventException(Reason.UNKNOWN_ZONE, "a time zone that is not known");
        }
        return zone;
    }

    static @Nullable ZoneId zoneIfKnown(String tzid, Component calendar) {
        ZoneId zone = named(tzid.trim());
        if (zone != null) {
            return zone;
        }
        Component definition = definition(tzid, calendar);
        return definition == null ? null : defined(definition);
    }

    /** The VTIMEZONE of that TZID, or null. */
    static @Nullable Component definition(String tzid, Component calendar) {
        for (Component zone : calendar.components("VTIMEZONE")) {
            ContentLine name = zone.first("TZID");
            if (name != null && name.text().equals(tzid)) {
                return zone;
            }
        }
        return null;
    }

    private static @Nullable ZoneId named(String tzid) {
        String rest = tzid;
        while (true) {
            String id = IDS.get(rest);
            if (id != null) {
                return ZoneId.of(id);
            }
            int slash = rest.indexOf('/');
            if (slash < 0) {
                return null;
            }
            rest = rest.substring(slash + 1);
        }
    }

    private static @Nullable ZoneId defined(Component definition) {
        ContentLine location = definition.first("X-LIC-LOCATION");
        ZoneId named = location == null ? null : named(location.text().trim());
        return named != null ? named : onlyOffset(definition);
    }

    private static @Nullable ZoneId onlyOffset(Component definition) {
        Set<String> offsets = definition
                .components()
                .flatMap(Component::lines)
                .filter(line -> line.name().equals("TZOFFSETTO"))
                .map(line -> line.value().trim())
                .collect(Collectors.toSet());
        try {
            return offsets.size() == 1
                    ? zoneAt(ZoneOffset.of(List.copyOf(offsets).get(0)))
                    : null;
        } catch (DateTimeException notAnOffset) {
            return null;
        }
    }

    /** An IANA name where there is one; note its inverted sign. */
    private static ZoneId zoneAt(ZoneOffset offset) {
        int hours = offset.getTotalSeconds() / 3600;
        if (offset.getTotalSeconds() % 3600 != 0 || Math.abs(hours) > LAST_ETC_ZONE) {
            return offset;
        }
        return ZoneId.of(hours == 0 ? "UTC" : "Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours));
    }

    private static Map<String, String> ids() {
        Map<String, String> ids = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        windowsZones().forEach(line -> ids.put(line.substring(0, line.indexOf('=')), afterEquals(line)));
        ZoneId.getAvailableZoneIds().forEach(id -> ids.put(id, id));
        return Collections.unmodifiableMap(ids);
    }

    private static String afterEquals(String line) {
        return line.substring(line.indexOf('=') + 1);
    }

    private static List<String> windowsZones() {
        try (InputStream in = ZoneNames.class.getResourceAsStream(WINDOWS_ZONES)) {
            if (in == null) {
                throw new IllegalStateException("resource " + WINDOWS_ZONES + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
