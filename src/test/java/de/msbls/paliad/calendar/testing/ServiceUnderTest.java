package de.msbls.paliad.calendar.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * All that the service needs to run: a PostgreSQL of its own, a credentials key, the key that {@link Tokens} are signed
 * with, and leave to talk to CalDAV servers on this machine. The same for a {@code @QuarkusTest} and for a
 * {@code @QuarkusIntegrationTest} against the packaged service:
 *
 * <pre>{@code
 * @WithTestResource(ServiceUnderTest.class)
 * class BindingsTest {
 *     DataSource database; // filled: the service's own database
 *     WebhookReceiver receiver; // filled too: whom the service tells what needs a person
 * }
 * }</pre>
 */
public final class ServiceUnderTest implements QuarkusTestResourceLifecycleManager {

    public static final String WEBHOOK_SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("thirty-two bytes that sign tests".getBytes(UTF_8));

    private static PrivateAuthority authority;

    private final PaliadDatabase postgres = new PaliadDatabase();
    private final WebhookReceiver receiver = new WebhookReceiver();

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(postgres.start());
        settings.put("paliad.credentials.keys", "test:" + randomKey());
        settings.put("paliad.caldav.allow-http", "true");
        settings.put("paliad.caldav.allowed-networks", "127.0.0.0/8,::1/128");
        settings.put(
                "paliad.caldav.trusted-certificates", authority().certificate().toString());
        settings.put("paliad.api.requests-per-second", "100000"); // no lawyer asks as often as a test does
        settings.put("paliad.worker.poll-interval", "200ms");
        settings.put("paliad.metrics.queue-interval", "500ms");
        settings.put("paliad.sync.quiet-interval", "1s");
        settings.put("paliad.sync.listing-lag", "0s");
        settings.put("paliad.webhook.url", receiver.url().toString());
        settings.put("paliad.webhook.secret", WEBHOOK_SECRET);
        settings.put("mp.jwt.verify.publickey", Tokens.publicKey());
        settings.put("mp.jwt.verify.issuer", Tokens.ISSUER);
        settings.put("mp.jwt.verify.audiences", Tokens.AUDIENCE);
        return settings;
    }

    /** Whose certificates the service trusts besides those of the public ones. */
    static synchronized PrivateAuthority authority() {
        try {
            authority = authority == null ? new PrivateAuthority() : authority;
            return authority;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector fields) {
        fields.injectIntoFields(postgres.dataSource(), new TestInjector.MatchesType(DataSource.class));
        fields.injectIntoFields(receiver, new TestInjector.MatchesType(WebhookReceiver.class));
    }

    @Override
    public void stop() {
        receiver.close();
        postgres.stop();
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
