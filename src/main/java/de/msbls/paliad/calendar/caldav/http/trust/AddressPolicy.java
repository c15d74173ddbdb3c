package de.msbls.paliad.calendar.caldav.http.trust;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses a user-given URL may lead to: public ones, and those in the networks that the operator allows.
 *
 * <p>IPv6 is refused unless it is global unicast (2000::/3), so that what is not known to be public is not reached. Where an IPv6
 * address carries an IPv4 one (mapped, NAT64, 6to4), the IPv4 address decides.
 */
public final class AddressPolicy {

    /** IANA special-purpose registry (RFC 6890 and updates), and the clouds' metadata address outside it. */
    private static final List<Network> INTERNAL_IPV4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "168.63.129.16/32",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");
    private static final List<Network> SPECIAL_IPV6 = networks("2001::/23", "2001:db8::/32", "3fff::/20");

    private static final Network MAPPED = Network.parse("::ffff:0:0/96");
    private static final Network NAT64 = Network.parse("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");

    private final List<Network> allowed;

    /** @throws IllegalArgumentException when one of {@code allowedNetworks} is no CIDR */
    public AddressPolicy(List<String> allowedNetworks) {
        this.allowed = allowedNetworks.stream().map(Network::parse).toList();
    }

    /** Whether a connection to this address may be opened. */
    public boolean permits(InetAddress address) {
        return permits(address.getAddress());
    }

    private boolean permits(byte[] address) {
        if (within(allowed, address)) {
            return true;
        }
        if (address.length == 4) {
            return !within(INTERNAL_IPV4, address);
        }
        if (MAPPED.contains(address) || NAT64.contains(address)) {
            return permits(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return permits(Arrays.copyOfRange(address, 2, 6));
        }
        return GLOBAL_UNICAST.contains(address) && !within(SPECIAL_IPV6, address);
    }

    private static boolean within(List<Network> networks, byte[] address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... cidrs) {
        return Stream.of(cidrs).map(Network::parse).toList();
    }
}
