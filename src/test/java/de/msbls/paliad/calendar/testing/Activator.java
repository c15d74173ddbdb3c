package de.msbls.paliad.calendar.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands before a service that is not started yet: the first connection starts it, and every connection waits until it
 * serves. So does an autoscaler's activator before what it has scaled down to zero.
 */
public final class Activator implements AutoCloseable {

    private final ServerSocket door;
    private final PackagedService service;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final CompletableFuture<URI> serving = new CompletableFuture<>();

    private Activator(ServerSocket door, PackagedService service) {
        this.door = door;
        this.service = service;
    }

    /** @param service not started yet; who closes this closes it too */
    public static Activator before(PackagedService service) {
        try {
            Activator activator = new Activator(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), service);
            inBackground(activator::accept);
            return activator;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort() + "/");
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            service.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = door.accept();
            inBackground(() -> connect(client));
        }
    }

    private void connect(Socket client) throws IOException {
        if (woken.compareAndSet(false, true)) {
            service.start();
            serving.complete(service.awaitAddress());
        }
        Socket server =
                new Socket(InetAddress.getLoopbackAddress(), serving.join().getPort());
        inBackground(() -> pass(server, client));
        pass(client, server);
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // One of the two ends is gone, and the connection with it.
                    }
                },
                "activator");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {

        void run() throws IOException;
    }
}
