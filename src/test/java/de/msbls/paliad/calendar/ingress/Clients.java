package de.msbls.paliad.calendar.ingress;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Clients that make, read and delete an appointment, again and again, each request over a connection of its own. */
final class Clients implements AutoCloseable {

    private static final String APPOINTMENT = """
            {"title": "Hearing", "starts_at": "2027-03-01T09:00:00Z", "ends_at": "2027-03-01T10:00:00Z", "time_zone": "Europe/Berlin"}
            """;

    private final URI service;
    private final SSLSocketFactory trusting;
    private final String token;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong answered = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads;

    private Clients(URI service, SSLSocketFactory trusting, String token, int many) {
        this.service = service;
        this.trusting = trusting;
        this.token = token;
        this.threads = IntStream.range(0, many)
                .mapToObj(number -> new Thread(this::work, "client " + number))
                .toList();
        threads.forEach(Thread::start);
    }

    static Clients at(URI service, SSLSocketFactory trusting, String token, int many) {
        return new Clients(service, trusting, token, many);
    }

    long answered() {
        return answered.get();
    }

    /** What was not answered as it should be. */
    Collection<String> failures() {
        return failures;
    }

    @Override
    public void close() throws InterruptedException {
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work() {
        while (!over.get()) {
            try {
                String made = ask("POST", service + "/api/appointments", APPOINTMENT, 201);
                ask("GET", made, null, 200);
                ask("DELETE", made, null, 204);
            } catch (IOException e) {
                failures.add(e.toString());
            }
        }
    }

    private String ask(String method, String url, @Nullable String body, int expected) throws IOException {
        HttpsURLConnection request = (HttpsURLConnection) new URL(url).openConnection();
        request.setSSLSocketFactory(trusting);
        request.setRequestMethod(method);
        request.setRequestProperty("Connection", "close");
        request.setRequestProperty("Authorization", "Bearer " + token);
        if (body != null) {
            request.setDoOutput(true);
            request.setRequestProperty("Content-Type", "application/json");
            request.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        if (request.getResponseCode() != expected) {
            throw new IOException(method + " " + url + " is answered " + request.getResponseCode());
        }
        answered.incrementAndGet();
        return String.valueOf(request.getHeaderField("Location"));
    }
}
