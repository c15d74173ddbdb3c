package de.msbls.paliad.calendar.caldav.http;

import de.msbls.paliad.calendar.caldav.http.trust.AddressPolicy;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host name into addresses that may be connected to. */
final class CheckedAddresses {

    /** Beyond these a server that does not answer is not worth a try. */
    private static final int TRIED = 3;

    private final AddressPolicy policy;

    CheckedAddresses(AddressPolicy policy) {
        this.policy = policy;
    }

    /**
     * The first few addresses of {@code host}, in the resolver's order. Fails with ADDRESS_REFUSED when <em>any</em> of its records is
     * refused: a name that leads inside as well is not trusted to lead outside.
     */
    Uni<List<InetAddress>> of(String host) {
        return Uni.createFrom()
                .item(() -> resolve(host)) // blocks: not on an event loop
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private List<InetAddress> resolve(String host) {
        List<InetAddress> addresses = lookUp(host);
        if (!addresses.stream().allMatch(policy::permits)) {
            throw TransportException.refused("the address is not public");
        }
        return addresses.subList(0, Math.min(TRIED, addresses.size()));
    }

    private static List<InetAddress> lookUp(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            throw TransportException.unreachable("no such host", unknown);
        }
    }
}
