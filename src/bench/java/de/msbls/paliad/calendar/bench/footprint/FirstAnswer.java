package de.msbls.paliad.calendar.bench.footprint;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long after its start a service answers its first request, one that needs the token's key and the database. */
final class FirstAnswer {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private FirstAnswer() {}

    /** @throws IllegalStateException when it answers with another status than 200, or not at all */
    static Duration of(Contender.Run run, String token) throws InterruptedException {
        long start = System.nanoTime();
        run.service().start();
        while (true) {
            try {
                String status = status(run.address(), token);
                if (!status.startsWith("HTTP/1.1 200")) {
                    throw new IllegalStateException("the first answer is " + status);
                }
                return Duration.ofNanos(System.nanoTime() - start);
            } catch (IOException notYet) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IllegalStateException("no answer", notYet);
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    /** By hand: an HTTP client would add its own start to the first one. */
    private static String status(URI service, String token) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
            String request = "GET /api/appointments HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            byte[] line = answer.readNBytes("HTTP/1.1 200".length());
            answer.readAllBytes();
            return new String(line, StandardCharsets.US_ASCII);
        }
    }
}
