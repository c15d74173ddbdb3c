package de.msbls.paliad.calendar.platform.database;

import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** A service whose database is not there yet when it starts, and may go away again. */
public final class LateDatabase implements QuarkusTestResourceLifecycleManager {

    private final ServiceUnderTest service = new ServiceUnderTest();
    private int port;
    private EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        port = freePort();
        Map<String, String> settings = new HashMap<>(service.start());
        settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:" + port + "/postgres");
        settings.put("quarkus.datasource.reactive.url", "postgresql://localhost:" + port + "/postgres");
        return settings;
    }

    @Override
    public void inject(TestInjector fields) {
        fields.injectIntoFields(this, new TestInjector.MatchesType(LateDatabase.class));
    }

    DataSource arrive() throws IOException {
        postgres = EmbeddedPostgres.builder().setPort(port).start();
        return postgres.getPostgresDatabase();
    }

    void leave() throws IOException {
        postgres.close();
    }

    @Override
    public void stop() {
        service.stop();
        try {
            if (postgres != null) {
                leave();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
