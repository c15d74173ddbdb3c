package de.msbls.paliad.calendar.platform.start;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A network in CIDR notation, as far as the start-up check needs it. */
record AllowedNetwork(InetAddress address, int prefix) {

    private static final Pattern CIDR = Pattern.compile("([0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)/(\\d{1,3})");

    /** Shorter prefixes hold so much of the address space that they are no one's own network. */
    private static final int SHORTEST_IPV4 = 8;

    private static final int SHORTEST_IPV6 = 16;

    static Optional<AllowedNetwork> parse(String text) {
        Matcher cidr = CIDR.matcher(text.strip());
        if (!cidr.matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(cidr.group(1)); // a literal: nothing is resolved
            int prefix = Integer.parseInt(cidr.group(2));
            return prefix > address.getAddress().length * Byte.SIZE || isShortened(cidr.group(1))
                    ? Optional.empty()
                    : Optional.of(new AllowedNetwork(address, prefix));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Java takes "10.1" for 10.0.0.1. */
    private static boolean isShortened(String literal) {
        return !literal.contains(":") && literal.chars().filter(c -> c == '.').count() != 3;
    }

    /** Holds this machine, link-local addresses (where clouds serve metadata), or nearly everything. */
    boolean isDangerous() {
        return prefix < (address.getAddress().length == 4 ? SHORTEST_IPV4 : SHORTEST_IPV6)
                || address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || holds("127.0.0.1")
                || holds("169.254.169.254")
                || holds("::1");
    }

    private boolean holds(String literal) {
        try {
            byte[] other = InetAddress.getByName(literal).getAddress();
            byte[] own = address.getAddress();
            return own.length == other.length && Arrays.equals(masked(own), masked(other));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] masked(byte[] bytes) {
        byte[] masked = bytes.clone();
        for (int bit = prefix; bit < masked.length * Byte.SIZE; bit++) {
            masked[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        return masked;
    }
}
