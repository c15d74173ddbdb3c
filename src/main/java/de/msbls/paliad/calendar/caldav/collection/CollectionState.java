package de.msbls.paliad.calendar.caldav.collection;

import de.msbls.paliad.calendar.caldav.xml.DavNames;
import de.msbls.paliad.calendar.caldav.xml.DavResource;
import de.msbls.paliad.calendar.caldav.xml.XmlElement;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * What one small request tells of a calendar. An equal ctag is no proof that nothing changed: some servers count seconds.
 *
 * @param writable false only when the server lists the user's privileges and none of them is to write
 */
public record CollectionState(
        @Nullable String ctag, @Nullable String syncToken, boolean writable) {

    static final QName[] PROPERTIES = {DavNames.RESOURCE_TYPE, DavNames.CTAG, DavNames.SYNC_TOKEN, DavNames.PRIVILEGES};

    /** RFC 3744 §3; {@code all} and {@code write} contain the other two. */
    private static final Set<String> WRITING = Set.of("all", "write", "write-content", "bind");

    static CollectionState of(DavResource resource) {
        return new CollectionState(
                resource.value(DavNames.CTAG), resource.value(DavNames.SYNC_TOKEN), isWritable(resource));
    }

    /** Many servers do not tell privileges; then only a refused PUT does. */
    static boolean isWritable(DavResource resource) {
        XmlElement set = resource.property(DavNames.PRIVILEGES);
        List<String> privileges = set == null
                ? List.of()
                : set.children().stream()
                        .flatMap(privilege -> privilege.children().stream())
                        .map(privilege -> privilege.name().getLocalPart())
                        .toList();
        return privileges.isEmpty() || privileges.stream().anyMatch(WRITING::contains);
    }
}
