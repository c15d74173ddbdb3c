package de.msbls.paliad.calendar.sync.chaos;

import de.msbls.paliad.calendar.sync.chaos.Firm.Office;
import de.msbls.paliad.calendar.sync.chaos.Firm.Seat;
import de.msbls.paliad.calendar.testing.Tokens;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Lawyers who use the API, by whichever process serves; what breaks off there may have happened or not. */
final class Callers {

    static final String DONE = "done over the API";

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    /** What a sound service may answer while others change what the call is about, and its database comes and goes. */
    private static final Set<Integer> EXPECTED = Set.of(200, 201, 204, 400, 403, 404, 503);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private final Pods pods;
    private final Firm firm;
    private final Names names;
    private final Tally tally;
    private final Draw draw;

    Callers(Pods pods, Firm firm, Names names, Tally tally, Draw draw) {
        this.pods = pods;
        this.firm = firm;
        this.names = names;
        this.tally = tally;
        this.draw = draw;
    }

    /** One call, where any process serves. */
    void call() {
        List<URI> serving =
                pods.apis().stream().flatMap(pod -> pod.address().stream()).toList();
        if (serving.isEmpty()) {
            tally.count("API: nobody there");
            return;
        }
        URI service = draw.of(serving);
        Office office = firm.anyOffice(draw);
        int chance = draw.below(100);
        if (office.seats().isEmpty()) {
            return; // all have left it, until the firm puts somebody there
        }
        if (chance < 40 || office.appointments().isEmpty()) {
            Seat seat = draw.of(office.seats());
            send(service, seat.lawyer(), "POST", "/api/appointments", newAppointment(seat)).stream()
                    .map(body -> UUID.fromString(body.getString("id")))
                    .forEach(office.appointments()::add);
            return;
        }
        UUID appointment = draw.of(office.appointments());
        UUID caller = draw.percent(90) ? firm.insider(appointment).orElse(stranger(office)) : stranger(office);
        String one = "/api/appointments/" + appointment;
        if (chance < 80) {
            send(service, caller, "PATCH", one, change(office));
        } else {
            send(service, caller, "DELETE", one, new JsonObject());
        }
    }

    private UUID stranger(Office office) {
        return draw.of(office.lawyers());
    }

    private JsonObject newAppointment(Seat seat) {
        JsonObject body = times().put("title", names.of("called")).put("location", names.of("room"));
        return draw.percent(40) ? body : body.put("project_id", seat.node().toString());
    }

    private JsonObject change(Office office) {
        return switch (draw.below(4)) {
            case 0 -> new JsonObject().put("title", names.of("called"));
            case 1 -> new JsonObject().put("location", names.of("room"));
            case 2 -> times();
            default ->
                new JsonObject()
                        .put("project_id", draw.of(office.seats()).node().toString());
        };
    }

    private JsonObject times() {
        Instant start = names.time();
        return new JsonObject()
                .put("starts_at", start.toString())
                .put("ends_at", start.plus(Duration.ofHours(1)).toString())
                .put("time_zone", "Europe/Berlin");
    }

    /** Answers what the service has made of it. */
    private Optional<JsonObject> send(URI service, UUID caller, String method, String path, JsonObject body) {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path))
                .timeout(ANSWER_LIMIT)
                .header("Authorization", "Bearer " + Tokens.of(caller))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            tally.count("API: " + method + " " + answer.statusCode());
            if (!EXPECTED.contains(answer.statusCode())) {
                tally.trouble(method + " " + path + " " + body + " was answered " + answer.statusCode() + ": "
                        + answer.body());
            }
            tally.count(DONE, answer.statusCode() < 300 ? 1 : 0);
            return answer.statusCode() == 201 ? Optional.of(new JsonObject(answer.body())) : Optional.empty();
        } catch (IOException e) {
            tally.count("API: broken off");
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
