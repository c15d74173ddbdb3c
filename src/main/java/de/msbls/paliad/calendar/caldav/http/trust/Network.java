package de.msbls.paliad.calendar.caldav.http.trust;

import io.netty.util.NetUtil;

/** A network in CIDR notation, IPv4 or IPv6. */
final class Network {

    private final byte[] prefix;
    private final int length;

    private Network(byte[] prefix, int length) {
        this.prefix = prefix;
        this.length = length;
    }

    /** @throws IllegalArgumentException unless {@code cidr} is {@code address/length}, or a lone address */
    static Network parse(String cidr) {
        int slash = cidr.indexOf('/');
        String address = slash < 0 ? cidr : cidr.substring(0, slash);
        byte[] prefix = NetUtil.createByteArrayFromIpAddressString(address.strip());
        if (prefix == null) {
            throw new IllegalArgumentException("not a network: " + cidr);
        }
        int length = slash < 0 ? prefix.length * 8 : prefixLength(cidr, cidr.substring(slash + 1), prefix.length * 8);
        return new Network(prefix, length);
    }

    private static int prefixLength(String cidr, String digits, int most) {
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > most) {
            throw new IllegalArgumentException("not a network: " + cidr);
        }
        return Integer.parseInt(digits);
    }

    boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit += 8) {
            int mask = length - bit >= 8 ? 0xff : 0xff << (8 - (length - bit));
            if (((address[bit / 8] ^ prefix[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
