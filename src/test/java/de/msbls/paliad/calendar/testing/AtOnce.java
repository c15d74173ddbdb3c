package de.msbls.paliad.calendar.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** One user who sends several POSTs before any of them is answered. */
public final class AtOnce {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final Map<String, String> headers;

    /** @param server any address of the service */
    public AtOnce(URI server, UUID user) {
        this(server, Map.of("Authorization", "Bearer " + Tokens.of(user), "Content-Type", "application/json"));
    }

    private AtOnce(URI server, Map<String, String> headers) {
        this.server = server;
        this.headers = headers;
    }

    /** The same user, whose requests have one more header. */
    public AtOnce with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new AtOnce(server, more);
    }

    /** @return the statuses of the answers, in the order of the bodies */
    public List<Integer> post(String path, String... bodies) {
        List<CompletableFuture<HttpResponse<String>>> answers = Stream.of(bodies)
                .map(body -> http.sendAsync(request(path, body), BodyHandlers.ofString()))
                .toList();
        return answers.stream().map(answer -> answer.join().statusCode()).toList();
    }

    /** As {@link #post}, while something else is done. */
    public List<Integer> postWhile(Runnable work, String path, String... bodies) {
        CompletableFuture<Void> other = CompletableFuture.runAsync(work);
        List<Integer> statuses = post(path, bodies);
        other.join();
        return statuses;
    }

    private HttpRequest request(String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return request.build();
    }
}
