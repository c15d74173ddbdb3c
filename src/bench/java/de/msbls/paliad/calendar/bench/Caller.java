package de.msbls.paliad.calendar.bench;

import de.msbls.paliad.calendar.testing.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** Calls the service as one of its users, and adds little to the time that it takes: the tests' own client adds ten milliseconds. */
final class Caller {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI service;
    private final String token;

    private Caller(URI service, String token) {
        this.service = service;
        this.token = token;
    }

    static Caller of(URI service, UUID user) {
        return new Caller(service, Tokens.of(user));
    }

    /** @throws IllegalStateException when the answer is another than expected */
    void call(String method, String path, String json, int expected) {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != expected) {
            throw new IllegalStateException("the service answers " + answer.statusCode() + ": " + answer.body());
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
