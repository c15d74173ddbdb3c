package de.msbls.paliad.calendar.sync.notice;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Posts a notice to the firm's own system. The address is the operator's, not a user's: it may stand in the firm's network. */
@ApplicationScoped
class Webhook {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final WebClient client;
    private final Clock clock;
    private final PaliadConfig.Webhook config;

    Webhook(Vertx vertx, Clock clock, PaliadConfig config) {
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setFollowRedirects(false)
                        .setUserAgent("paliad-calendar")
                        .setConnectTimeout((int) TIMEOUT.toMillis()));
        this.clock = clock;
        this.config = config.webhook();
    }

    boolean isConfigured() {
        return config.url().isPresent();
    }

    /** Fails unless it was taken: any 2xx. */
    Uni<Void> post(Notice notice) {
        URI url = config.url().orElseThrow();
        Instant now = clock.instant();
        String body = body(notice);
        return client.postAbs(url.toString())
                .timeout(TIMEOUT.toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("webhook-id", notice.id().toString())
                .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .putHeader(
                        "webhook-signature",
                        new Signature(config.secret().orElseThrow())
                                .of(notice.id().toString(), now, body))
                .sendBuffer(Buffer.buffer(body))
                .invoke(answer -> {
                    if (answer.statusCode() / 100 != 2) {
                        throw new IllegalStateException("it answered " + answer.statusCode());
                    }
                })
                .replaceWithVoid();
    }

    private static String body(Notice notice) {
        String about = notice.bindingId() == null ? "connection" : "binding";
        JsonObject data = new JsonObject()
                .put("user_id", notice.userId().toString())
                .put("state", notice.state())
                .put("error_code", notice.errorCode());
        if (notice.bindingId() != null) {
            data.put("binding_id", notice.bindingId().toString());
        }
        return new JsonObject()
                .put("type", about + "." + notice.state())
                .put("timestamp", notice.raisedAt().toString())
                .put("data", data)
                .encode();
    }
}
