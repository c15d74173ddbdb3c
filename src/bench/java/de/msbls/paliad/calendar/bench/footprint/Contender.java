package de.msbls.paliad.calendar.bench.footprint;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** One of the packaged services: what it is made of, and how it is run. */
record Contender(String name, Path artifact, Path log) {

    static Contender of(int number, Path artifact, Path directory) throws IOException {
        Path log = directory.resolve("footprint-" + number + ".log");
        Files.deleteIfExists(log);
        return new Contender(isJar(artifact) ? "JVM" : "native", artifact, log);
    }

    private static boolean isJar(Path artifact) {
        return artifact.toString().endsWith(".jar");
    }

    /** Not started yet; nothing is migrated then. */
    Run run(String role, List<String> virtualMachine, FirmDatabase firm) throws IOException {
        int port = freePort();
        PackagedService service = PackagedService.of(
                artifact,
                virtualMachine,
                firm,
                Map.of(
                        "paliad.role",
                        role,
                        "paliad.migrate",
                        "false",
                        "paliad.sync.quiet-interval",
                        "1h",
                        "quarkus.http.port",
                        Integer.toString(port)),
                log);
        return new Run(service, URI.create("http://127.0.0.1:" + port));
    }

    /** In bytes: the binary, or all that a jar's folder holds; the virtual machine itself is left out. */
    long size() throws IOException {
        long size = 0;
        for (Path file : files()) {
            size += Files.size(file);
        }
        return size;
    }

    /** In bytes, as a registry keeps a layer of an image. */
    long compressedSize() throws IOException {
        Counter counter = new Counter();
        try (GZIPOutputStream compressed = new GZIPOutputStream(counter)) {
            for (Path file : files()) {
                Files.copy(file, compressed);
            }
        }
        return counter.count;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(isJar(artifact) ? artifact.getParent() : artifact)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** One process of it. */
    record Run(PackagedService service, URI address) implements AutoCloseable {

        @Override
        public void close() {
            service.close();
        }
    }

    private static final class Counter extends OutputStream {

        private long count;

        @Override
        public void write(int octet) {
            count++;
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            count += length;
        }
    }
}
