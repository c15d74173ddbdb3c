package de.msbls.paliad.calendar.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands before a server on this machine, and loses an answer when it is told to: the server has acted by then. */
public final class CuttingProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int serverPort;
    private final AtomicReference<@Nullable String> cutting = new AtomicReference<>();
    private volatile boolean cut;

    private CuttingProxy(ServerSocket listener, int serverPort) {
        this.listener = listener;
        this.serverPort = serverPort;
    }

    public static CuttingProxy before(URI server) {
        try {
            CuttingProxy proxy =
                    new CuttingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server.getPort());
            inBackground(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    /** The next request of that method reaches the server; its answer is dropped together with the connection. */
    public void cutNextAnswerTo(String method) {
        cut = false;
        cutting.set(method);
    }

    /** Whether that has happened. */
    public boolean hasCut() {
        return cut;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            Exchange exchange = new Exchange(client, server);
            inBackground(exchange::forwardRequests);
            inBackground(exchange::forwardAnswers);
        }
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // One of the two ends is gone, and the connection with it.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }

    /** One connection: requests follow one another, so that each begins a read of its own. */
    private final class Exchange {

        private final Socket client;
        private final Socket server;
        private volatile boolean doomed;

        Exchange(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void forwardRequests() throws IOException {
            forward(client, server, (buffer, length) -> {
                String method = cutting.get();
                String begin = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                if (method != null && begin.startsWith(method + " ") && cutting.compareAndSet(method, null)) {
                    doomed = true;
                }
                return true;
            });
        }

        void forwardAnswers() throws IOException {
            forward(server, client, (buffer, length) -> {
                cut = cut || doomed;
                return !doomed;
            });
        }

        private void forward(Socket from, Socket to, Gate gate) throws IOException {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[65_536];
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    if (!gate.passes(buffer, length)) {
                        return;
                    }
                    out.write(buffer, 0, length);
                    out.flush();
                }
            }
        }
    }

    private interface Gate {
        boolean passes(byte[] buffer, int length);
    }
}
