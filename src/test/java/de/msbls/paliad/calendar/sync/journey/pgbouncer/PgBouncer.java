package de.msbls.paliad.calendar.sync.journey.pgbouncer;

import de.msbls.paliad.calendar.dev.server.RealServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A service that reaches its database through PgBouncer in transaction mode, with the settings that the README names. */
public final class PgBouncer implements QuarkusTestResourceLifecycleManager {

    /** Fewer than the service's own pool has. */
    static final int SERVER_CONNECTIONS = 4;

    /** Installing it may be part of the start. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Path SCRIPT = Path.of("src/dev/servers/pgbouncer");

    private static final String SETTINGS = """
            [databases]
            postgres = host=127.0.0.1 port=%d user=postgres

            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = %d
            ignore_startup_parameters = extra_float_digits, idle_in_transaction_session_timeout
            """;

    private final ServiceUnderTest service = new ServiceUnderTest();
    private Process process;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(service.start());
        int port = RealServer.freePort();
        startBefore(URI.create(settings.get("quarkus.datasource.reactive.url")).getPort(), port);
        settings.put("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:" + port + "/postgres");
        settings.put("quarkus.datasource.reactive.cache-prepared-statements", "false");
        settings.put("quarkus.datasource.reactive.postgresql.use-layer7-proxy", "true");
        return settings;
    }

    private void startBefore(int postgres, int port) {
        try {
            Path directory = Files.createTempDirectory(
                    "pgbouncer", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Files.writeString(
                    directory.resolve("pgbouncer.ini"), SETTINGS.formatted(postgres, port, SERVER_CONNECTIONS));
            process = new ProcessBuilder("/bin/bash", SCRIPT.toString(), directory.toString(), Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            Awaitility.await("PgBouncer answers: see " + directory.resolve("log"))
                    .atMost(START_LIMIT)
                    .failFast(() -> !process.isAlive())
                    .until(() -> !RealServer.isFree(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector fields) {
        service.inject(fields);
    }

    /** Its script ends with its input, and PgBouncer with the script. */
    @Override
    public void stop() {
        try {
            process.getOutputStream().close();
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        service.stop();
    }
}
