package de.msbls.paliad.calendar.bench.api;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Stands between the service and PostgreSQL and keeps each statement that it sends (PostgreSQL, "Message Formats"). */
final class Recorder implements AutoCloseable {

    private static final int TYPE = 1;
    private static final int HEADER = 5;

    private final Vertx vertx = Vertx.vertx();
    private final List<Sent> heard = new ArrayList<>();
    private final NetServer server;

    Recorder(int port) {
        server = vertx.createNetServer().connectHandler(client -> connect(client, port));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return server.actualPort();
    }

    /** What was sent since the last time that this was asked. */
    List<Sent> heard() {
        synchronized (heard) {
            List<Sent> all = List.copyOf(heard);
            heard.clear();
            return all;
        }
    }

    private void connect(NetSocket client, int port) {
        client.pause();
        vertx.createNetClient()
                .connect(port, "127.0.0.1")
                .onFailure(failure -> client.close())
                .onSuccess(database -> {
                    Messages messages = new Messages();
                    client.handler(bytes -> {
                                messages.read(bytes);
                                database.write(bytes);
                            })
                            .closeHandler(closed -> database.close());
                    database.handler(client::write).closeHandler(closed -> client.close());
                    client.resume();
                });
    }

    /** What one connection sends, cut into messages. */
    private final class Messages {

        private final Map<String, String> prepared = new HashMap<>();
        private Buffer rest = Buffer.buffer();
        private boolean started;

        void read(Buffer bytes) {
            rest.appendBuffer(bytes);
            int at = 0;
            if (!started && rest.length() >= Integer.BYTES && rest.length() >= rest.getInt(0)) {
                started = true;
                at = rest.getInt(0); // the first message has no type
            }
            while (started && rest.length() - at >= HEADER && rest.length() - at > rest.getInt(at + TYPE)) {
                int end = at + TYPE + rest.getInt(at + TYPE);
                message((char) rest.getByte(at), new Fields(rest.getBuffer(at + HEADER, end)));
                at = end;
            }
            rest = rest.getBuffer(at, rest.length());
        }

        private void message(char type, Fields fields) {
            switch (type) {
                case 'P' -> prepared.put(fields.text(), fields.text());
                case 'B' -> {
                    fields.text(); // the portal
                    keep(new Sent(prepared.get(fields.text()), fields.parameters()));
                }
                case 'Q' -> keep(new Sent(fields.text(), List.of()));
                default -> {} // describes, executes or closes what another message has named
            }
        }
    }

    private void keep(Sent statement) {
        synchronized (heard) {
            heard.add(statement);
        }
    }

    /** The fields of a message, one after the other. */
    private static final class Fields {

        private final Buffer bytes;
        private int at;

        Fields(Buffer bytes) {
            this.bytes = bytes;
        }

        /** Ends with a zero. */
        String text() {
            int begin = at;
            while (bytes.getByte(at) != 0) {
                at++;
            }
            return bytes.getString(begin, at++, StandardCharsets.UTF_8.name());
        }

        /** One format stands for all; none: all are texts. */
        List<Sent.Parameter> parameters() {
            List<Boolean> binary =
                    IntStream.range(0, number()).mapToObj(i -> number() == 1).toList();
            return IntStream.range(0, number())
                    .mapToObj(i -> new Sent.Parameter(
                            !binary.isEmpty() && binary.get(Math.min(i, binary.size() - 1)), value()))
                    .toList();
        }

        private int number() {
            at += Short.BYTES;
            return bytes.getShort(at - Short.BYTES);
        }

        private Buffer value() {
            int length = bytes.getInt(at);
            at += Integer.BYTES;
            if (length < 0) {
                return null;
            }
            at += length;
            return bytes.getBuffer(at - length, at);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
