package de.msbls.paliad.calendar.dev.firm;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** Fills an empty database with a small firm, once. */
@ApplicationScoped
@IfBuildProfile("dev")
public class DemoFirm {

    private static final Logger LOG = Logger.getLogger(DemoFirm.class);

    private static final String SCRIPT = "demo-firm.sql";

    private final Pool pool;

    DemoFirm(Pool pool) {
        this.pool = pool;
    }

    /** After everything else that starts, the migration above all. */
    void fill(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent started) throws IOException {
        if (isEmpty()) {
            pool.query(script()).execute().await().indefinitely();
            LOG.info("The demo firm is in the database: three lawyers, a client's matters, forty appointments");
        }
    }

    private boolean isEmpty() {
        return pool.query("SELECT NOT EXISTS (SELECT FROM paliad.users) AS empty")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getBoolean("empty");
    }

    private static String script() throws IOException {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IOException(SCRIPT + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
