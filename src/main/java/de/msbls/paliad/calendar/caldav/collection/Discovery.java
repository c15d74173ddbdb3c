package de.msbls.paliad.calendar.caldav.collection;

import de.msbls.paliad.calendar.caldav.request.CalDavAccount;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.caldav.request.DavRequests;
import de.msbls.paliad.calendar.caldav.request.DavRequests.Found;
import de.msbls.paliad.calendar.caldav.request.Faults;
import de.msbls.paliad.calendar.caldav.request.Hrefs;
import de.msbls.paliad.calendar.caldav.xml.DavNames;
import de.msbls.paliad.calendar.caldav.xml.DavResource;
import de.msbls.paliad.calendar.caldav.xml.RequestBodies;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the calendar home from whatever URL the user has: first that URL itself, then the well-known one (RFC 6764 §5), then the
 * server's root. Each is asked for the principal (RFC 5397) and its home (RFC 4791 §6.2.1). A URL without a principal may still be a
 * home itself, or a calendar in one.
 */
public final class Discovery {

    private static final String WHO_AND_WHAT =
            RequestBodies.propfind(DavNames.RESOURCE_TYPE, DavNames.CURRENT_USER_PRINCIPAL, DavNames.CALENDAR_HOME_SET);
    private static final String HOME = RequestBodies.propfind(DavNames.CALENDAR_HOME_SET);
    private static final String TYPES = RequestBodies.propfind(DavNames.RESOURCE_TYPE);

    /** After one of these another URL of the same server would tell no more; and a wrong password is not tried three times. */
    private static final Set<CalDavFault> FINAL = Set.of(
            CalDavFault.UNAUTHORIZED,
            CalDavFault.THROTTLED,
            CalDavFault.UNREACHABLE,
            CalDavFault.TIMEOUT,
            CalDavFault.TLS);

    private final DavRequests requests;

    public Discovery(DavRequests requests) {
        this.requests = requests;
    }

    /** The home's URL with a trailing slash. Fails with NOT_CALDAV when there is none. */
    public Uni<URI> home(CalDavAccount account) {
        URI named = account.serverUrl();
        if (named.getRawAuthority() == null) {
            return Uni.createFrom().failure(new CalDavException(CalDavFault.ADDRESS_REFUSED));
        }
        List<URI> candidates = Stream.of(named, Hrefs.resolve(named, "/.well-known/caldav"), Hrefs.resolve(named, "/"))
                .distinct()
                .toList();
        return firstOf(candidates, account, null);
    }

    private Uni<URI> firstOf(List<URI> candidates, CalDavAccount account, @Nullable CalDavException telling) {
        if (candidates.isEmpty()) {
            return Uni.createFrom().failure(telling == null ? new CalDavException(CalDavFault.NOT_CALDAV) : telling);
        }
        return homeBehind(candidates.get(0), account)
                .onFailure(CalDavException.class)
                .recoverWithUni(fault -> FINAL.contains(fault.fault())
                        ? Uni.createFrom().failure(fault)
                        : firstOf(candidates.subList(1, candidates.size()), account, moreTelling(telling, fault)));
    }

    /** That a path is not there, or no calendar, is to be expected of the wrong ones; a refused address or a broken server is not. */
    private static @Nullable CalDavException moreTelling(@Nullable CalDavException earlier, CalDavException fault) {
        boolean telling = fault.fault() == CalDavFault.ADDRESS_REFUSED || fault.fault() == CalDavFault.SERVER_ERROR;
        return earlier == null && telling ? fault : earlier;
    }

    private Uni<URI> homeBehind(URI candidate, CalDavAccount account) {
        return requests.propfind(account, candidate, 0, WHO_AND_WHAT).chain(found -> {
            DavResource resource = only(found);
            String home = resource.href(DavNames.CALENDAR_HOME_SET);
            if (home != null) {
                return Uni.createFrom().item(homeAt(found.source(), home));
            }
            String principal = resource.href(DavNames.CURRENT_USER_PRINCIPAL);
            return principal == null
                    ? withoutPrincipal(found.source(), resource, account)
                    : homeOf(principal, found.source(), account)
                            .onFailure(Discovery::isNotCalDav)
                            .recoverWithUni(() -> withoutPrincipal(found.source(), resource, account));
        });
    }

    private Uni<URI> homeOf(String principal, URI source, CalDavAccount account) {
        return requests.propfind(account, elsewhere(source, principal), 0, HOME).map(found -> {
            String home = only(found).href(DavNames.CALENDAR_HOME_SET);
            if (home == null) {
                throw new CalDavException(CalDavFault.NOT_CALDAV);
            }
            return homeAt(found.source(), home);
        });
    }

    private Uni<URI> withoutPrincipal(URI source, DavResource resource, CalDavAccount account) {
        if (RemoteCalendar.isCalendar(resource)) {
            return Uni.createFrom().item(asCollection(source).resolve(".."));
        }
        return requests.propfind(account, source, 1, TYPES).map(members -> {
            if (members.multistatus().resources().stream().noneMatch(RemoteCalendar::isCalendar)) {
                throw new CalDavException(CalDavFault.NOT_CALDAV);
            }
            return asCollection(members.source());
        });
    }

    private static DavResource only(Found found) {
        DavResource resource = found.multistatus().resources().stream()
                .findFirst()
                .orElseThrow(() -> new CalDavException(CalDavFault.NOT_CALDAV));
        if (resource.status() >= 300) {
            throw Faults.of(resource);
        }
        return resource;
    }

    private static boolean isNotCalDav(Throwable failure) {
        return failure instanceof CalDavException fault && fault.fault() == CalDavFault.NOT_CALDAV;
    }

    private static URI homeAt(URI source, String href) {
        return asCollection(elsewhere(source, href));
    }

    /**
     * Where an href leads that may name another host. Behind a proxy that ends TLS, servers name themselves with http: what is on the
     * same host stays on the origin that answered.
     */
    private static URI elsewhere(URI source, String href) {
        URI named = absolute(href);
        boolean same = named == null || source.getHost().equalsIgnoreCase(named.getHost());
        boolean downgraded = named != null && "https".equals(source.getScheme()) && "http".equals(named.getScheme());
        return named == null || (same && downgraded) ? Hrefs.resolve(source, href) : Hrefs.resolve(named, href);
    }

    private static @Nullable URI absolute(String href) {
        if (!href.matches("(?i)https?://.*")) {
            return null;
        }
        try {
            int path = href.indexOf('/', href.indexOf("//") + 2);
            return URI.create(path < 0 ? href : href.substring(0, path));
        } catch (IllegalArgumentException malformed) {
            throw new CalDavException(CalDavFault.MALFORMED);
        }
    }

    private static URI asCollection(URI uri) {
        return Hrefs.resolve(uri, Hrefs.collection(uri.getRawPath()));
    }
}
