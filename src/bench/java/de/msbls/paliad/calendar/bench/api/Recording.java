package de.msbls.paliad.calendar.bench.api;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** What the service says to its database for one request of each kind, as scripts for pgbench. */
final class Recording {

    private final FirmDatabase firm;
    private final Path directory;
    private final Map<Act, List<Statement>> statements = new EnumMap<>(Act.class);

    Recording(FirmDatabase firm, Path directory) {
        this.firm = firm;
        this.directory = directory;
    }

    /** Of a service of its own, since what stands in between takes time. */
    Map<Act, PgbenchScript> of(Path artifact, Options options, List<Pick> picks) throws IOException {
        URI address = URI.create(firm.jdbcUrl().substring("jdbc:".length()));
        Map<Act, PgbenchScript> scripts = new EnumMap<>(Act.class);
        try (Recorder recorder = new Recorder(address.getPort());
                Contender recorded = Contender.start(
                        "recorded",
                        artifact,
                        options,
                        firm,
                        "postgresql://postgres:postgres@127.0.0.1:" + recorder.port() + address.getPath(),
                        picks,
                        directory.resolve("recorded.log"))) {
            recorded.client().renewTokens();
            for (Act act : Act.values()) {
                scripts.put(act, record(act, recorder, recorded.client(), picks.get(0)));
            }
        }
        return scripts;
    }

    /** By request, in their order. */
    Map<Act, List<Statement>> statements() {
        return statements;
    }

    /** The second request of its kind: the first finds a connection to be made. */
    private PgbenchScript record(Act act, Recorder recorder, ApiClient client, Pick pick) throws IOException {
        ask(act, client, pick, "1");
        recorder.heard();
        String title = UUID.randomUUID().toString();
        ask(act, client, pick, title);
        statements.put(
                act,
                recorder.heard().stream().map(sent -> Statement.of(sent, firm)).toList());
        UUID made = firm.value("SELECT id FROM paliad.appointments WHERE title = ?", title);
        return PgbenchScript.write(
                directory, act, statements.get(act), pick, title, made == null ? "" : made.toString());
    }

    private static void ask(Act act, ApiClient client, Pick pick, String title) {
        CompletableFuture<Integer> answered = new CompletableFuture<>();
        client.onThread(() -> {
            Future<Integer> status = client.send(act, pick, title);
            status.onSuccess(answered::complete).onFailure(answered::completeExceptionally);
        });
        if (answered.join() != act.expected()) {
            throw new IllegalStateException(act + " is answered with " + answered.join());
        }
    }
}
