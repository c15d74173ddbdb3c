package de.msbls.paliad.calendar.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** What a client of {@code /api/events} hears, one event after the other (WHATWG HTML, 9.2.6). */
public final class EventStream implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    private volatile boolean complete;
    private final Thread listener = new Thread(this::listen, "event stream");

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        listener.setDaemon(true);
        listener.start();
    }

    /** One event, or one line of comment. */
    public record Event(String name, JsonPath data) {}

    public static EventStream open(URI events, String token) {
        return open(events, token, CLIENT);
    }

    /** By a server whose certificate that context trusts. */
    public static EventStream open(URI events, String token, SSLContext trusting) {
        return open(events, token, HttpClient.newBuilder().sslContext(trusting).build());
    }

    private static EventStream open(URI events, String token, HttpClient client) {
        HttpRequest request = HttpRequest.newBuilder(events)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        try {
            return new EventStream(client.send(request, BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /** The next one, comments left out; fails when there is none for a long while. */
    public Event next() {
        try {
            Event event = heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(event).as("an event").isNotNull();
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** As {@link #next()}, which must be of that name. */
    public JsonPath next(String name) {
        Event event = next();
        assertThat(event.name()).as(event.data().prettify()).isEqualTo(name);
        return event.data();
    }

    /** Whether the service has ended it. */
    public boolean isOver() {
        return !listener.isAlive();
    }

    /** Whether it was ended as HTTP ends a body, not by a connection that broke. */
    public boolean isComplete() {
        return complete;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        String name = "message";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    name = line.substring("event:".length()).strip();
                } else if (line.startsWith("data:")) {
                    heard.add(new Event(name, JsonPath.from(line.substring("data:".length()))));
                }
            }
            complete = true;
        } catch (IOException closed) {
            heard.clear(); // by the test itself, or broken off
        }
    }
}
