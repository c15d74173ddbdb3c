package de.msbls.paliad.calendar.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A name server (RFC 1035) whose owner means ill: it answers each look-up as she likes. A process asks it in the place of the
 * machine's own where it sees another {@code resolv.conf}, in a mount namespace of its own: that takes root.
 */
public final class ChangingNames implements AutoCloseable {

    private static final String ADDRESS = "127.77.0.53";
    private static final int PORT = 53;

    private static final int RESPONSE = 0x8400; // QR, AA
    private static final int NO_SUCH_NAME = 3;
    private static final int IPV4 = 1;
    private static final int IPV6 = 28;
    private static final int INTERNET = 1;

    private final DatagramSocket socket;
    private final Map<String, Addresses> names = new ConcurrentHashMap<>();

    /** What a name leads to, look-up for look-up. */
    private static final class Addresses {

        private final List<List<String>> inTurn;
        private int lookUps;

        Addresses(List<List<String>> inTurn) {
            this.inTurn = inTurn;
        }

        /** A look-up asks for both kinds, for those of IPv4 first. */
        synchronized List<InetAddress> of(int kind) throws IOException {
            int lookUp = kind == IPV4 ? lookUps++ : Math.max(0, lookUps - 1);
            List<InetAddress> addresses = new ArrayList<>();
            for (String address : inTurn.get(lookUp % inTurn.size())) {
                if (address.contains(":") == (kind == IPV6)) {
                    addresses.add(InetAddress.getByName(address));
                }
            }
            return addresses;
        }
    }

    public ChangingNames() {
        try {
            this.socket = new DatagramSocket(new InetSocketAddress(ADDRESS, PORT));
        } catch (SocketException e) {
            throw new UncheckedIOException("a name server on port 53 takes root", e);
        }
        Thread answering = new Thread(this::answer, "names");
        answering.setDaemon(true);
        answering.start();
    }

    /** A program that starts that one, be it a jar, so that it asks here. */
    public Path asking(Path program, Path directory) throws IOException {
        Path resolver = Files.writeString(directory.resolve("resolv.conf"), "nameserver " + ADDRESS + "\n");
        String start = program.toString().endsWith(".jar")
                ? Path.of(System.getProperty("java.home"), "bin", "java") + " \"$@\" -jar " + program
                : program + " \"$@\"";
        Path script = Files.writeString(directory.resolve("asking"), """
                #!/bin/sh
                exec unshare --mount sh -c 'mount --bind %s /etc/resolv.conf && exec %s' sh "$@"
                """.formatted(resolver, start));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    /** The name leads to these addresses at its first look-up, to those at its second, and so on in turn. */
    public void say(String name, List<List<String>> inTurn) {
        names.put(name, new Addresses(inTurn));
    }

    private void answer() {
        byte[] bytes = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(bytes, 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private byte[] answer(ByteBuffer query) throws IOException {
        short id = query.getShort();
        query.position(12);
        String name = name(query);
        short kind = query.getShort();
        query.getShort();
        Addresses known = names.get(name);
        List<InetAddress> addresses = known == null || (kind != IPV4 && kind != IPV6) ? List.of() : known.of(kind);

        ByteBuffer answer =
                ByteBuffer.allocate(512).putShort(id).putShort((short) (RESPONSE | (known == null ? NO_SUCH_NAME : 0)));
        answer.putShort((short) 1).putShort((short) addresses.size()).putInt(0);
        answer.put(query.array(), 12, query.position() - 12);
        for (InetAddress address : addresses) {
            byte[] octets = octets(address, kind);
            answer.putShort((short) 0xC00C)
                    .putShort(kind)
                    .putShort((short) INTERNET)
                    .putInt(0);
            answer.putShort((short) octets.length).put(octets);
        }
        return Arrays.copyOf(answer.array(), answer.position());
    }

    private static String name(ByteBuffer query) {
        StringBuilder name = new StringBuilder();
        for (int length = query.get(); length > 0; length = query.get()) {
            byte[] label = new byte[length];
            query.get(label);
            name.append(name.length() == 0 ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        return name.toString();
    }

    /** Of an address of IPv4 that is told as one of IPv6: its mapped form (RFC 4291 §2.5.5.2). */
    private static byte[] octets(InetAddress address, int kind) {
        byte[] octets = address.getAddress();
        if (kind == IPV4 || octets.length == 16) {
            return octets;
        }
        return ByteBuffer.allocate(16)
                .put(10, (byte) 0xff)
                .put(11, (byte) 0xff)
                .put(12, octets)
                .array();
    }

    @Override
    public void close() {
        socket.close();
    }
}
