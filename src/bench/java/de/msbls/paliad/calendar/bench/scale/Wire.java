package de.msbls.paliad.calendar.bench.scale;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between the engine and PostgreSQL and counts the server's "ready for query" messages (PostgreSQL, "Message Formats"):
 * one for each round trip.
 */
final class Wire implements AutoCloseable {

    private static final int HEADER = 5;
    private static final byte READY_FOR_QUERY = 'Z';

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong roundTrips = new AtomicLong();
    private final NetServer server;

    Wire(int port) {
        server = vertx.createNetServer().connectHandler(client -> connect(client, port));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return server.actualPort();
    }

    long roundTrips() {
        return roundTrips.get();
    }

    private void connect(NetSocket client, int port) {
        client.pause();
        vertx.createNetClient()
                .connect(port, "127.0.0.1")
                .onFailure(failure -> client.close())
                .onSuccess(database -> {
                    Messages messages = new Messages();
                    client.handler(database::write).closeHandler(closed -> database.close());
                    database.handler(bytes -> {
                                messages.read(bytes);
                                client.write(bytes);
                            })
                            .closeHandler(closed -> client.close());
                    client.resume();
                });
    }

    /** One direction of one connection, cut into messages. */
    private final class Messages {

        private Buffer rest = Buffer.buffer();

        void read(Buffer bytes) {
            rest.appendBuffer(bytes);
            int at = 0;
            while (rest.length() - at >= HEADER && rest.length() - at > rest.getInt(at + 1)) {
                if (rest.getByte(at) == READY_FOR_QUERY) {
                    roundTrips.incrementAndGet();
                }
                at += 1 + rest.getInt(at + 1);
            }
            rest = rest.getBuffer(at, rest.length());
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
