package de.msbls.paliad.calendar.bench;

import de.msbls.paliad.calendar.testing.RemoteCalendar;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the server itself takes for the same objects: bare PUTs over as many kept-alive connections as the service has,
 * each with the next request ready. Sockets by hand, since an HTTP client's work would be added to the floor.
 */
final class PutFloor implements Contender {

    private final CalendarServer server;
    private final EventText event;
    private final int connections;

    PutFloor(CalendarServer server, EventText event, int connections) {
        this.server = server;
        this.event = event;
        this.connections = connections;
    }

    @Override
    public String name() {
        return "floor";
    }

    @Override
    public Map<Step, Measure> run(int appointments) throws IOException, InterruptedException {
        RemoteCalendar calendar = server.account().newCalendar();
        int place = server.requestsSoFar();
        Instant start = Instant.now();
        putAll(calendar, appointments);
        Duration time = Duration.between(start, Instant.now());
        Measure measure = new Measure(start, time, server.requestsSince(place));
        calendar.deleteAll();
        return Map.of(Step.FIRST_SYNC, measure);
    }

    private void putAll(RemoteCalendar calendar, int appointments) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                workers.add(threads.submit(() -> {
                    work(calendar, next, appointments);
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    private void work(RemoteCalendar calendar, AtomicInteger next, int appointments) throws IOException {
        URI url = server.account().server();
        Socket socket = connect(url);
        try {
            InputStream answers = new BufferedInputStream(socket.getInputStream());
            for (int i = next.getAndIncrement(); i < appointments; i = next.getAndIncrement()) {
                socket.getOutputStream().write(put(url, calendar.path() + "floor-" + i + ".ics", i));
                if (!isKeptAlive(answers)) {
                    socket.close();
                    socket = connect(url);
                    answers = new BufferedInputStream(socket.getInputStream());
                }
            }
        } finally {
            socket.close();
        }
    }

    private static Socket connect(URI url) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private byte[] put(URI url, String path, int number) throws IOException {
        byte[] body = event.of("floor-" + number, "Appointment " + number).getBytes(StandardCharsets.UTF_8);
        String credentials =
                server.account().username() + ":" + server.account().password();
        String head = "PUT " + path + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))
                + "\r\nContent-Type: text/calendar; charset=utf-8\r\nIf-None-Match: *\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(head.getBytes(StandardCharsets.US_ASCII));
        request.write(body);
        return request.toByteArray();
    }

    /** Reads an answer, which must be a success. */
    private static boolean isKeptAlive(InputStream answers) throws IOException {
        String status = line(answers);
        if (!status.matches("HTTP/1\\.[01] 20[014] .*")) {
            throw new IOException("the server refuses a PUT: " + status);
        }
        boolean keptAlive = status.startsWith("HTTP/1.1");
        int length = 0;
        for (String header = line(answers); !header.isEmpty(); header = line(answers)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                length = -1;
            } else if (lower.equals("connection: close")) {
                keptAlive = false;
            }
        }
        if (length < 0) {
            skipChunks(answers);
        } else {
            answers.skipNBytes(length);
        }
        return keptAlive;
    }

    /** RFC 9112 §7.1. */
    private static void skipChunks(InputStream answers) throws IOException {
        int size;
        do {
            size = Integer.parseInt(line(answers), 16);
            answers.skipNBytes(size);
            line(answers);
        } while (size > 0);
    }

    private static String line(InputStream answers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new IOException("the server closes the connection within an answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
