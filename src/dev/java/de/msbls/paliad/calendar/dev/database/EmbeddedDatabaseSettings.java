package de.msbls.paliad.calendar.dev.database;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Where no database is configured, dev mode gets an embedded PostgreSQL and a credentials key, both kept in the folder
 * {@code .dev}; elsewhere {@code paliad.embedded-database=true} asks for the same. Whatever is configured comes first.
 */
public final class EmbeddedDatabaseSettings implements ConfigSourceFactory {

    private static final Path FOLDER = Path.of(".dev").toAbsolutePath();

    /** Below every other source. */
    private static final int ORDINAL = 10;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext configured) {
        if (!isWanted(configured) || isSet(configured, "quarkus.datasource.reactive.url")) {
            return List.of();
        }
        requireLibrary();
        EmbeddedDatabase database = EmbeddedDatabase.running(FOLDER.resolve("postgres"));
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("paliad.credentials.keys", new KeptKey(FOLDER.resolve("credentials.key")).setting());
        return List.of(new PropertiesConfigSource(settings, "embedded database", ORDINAL));
    }

    private static boolean isWanted(ConfigSourceContext configured) {
        return configured.getProfiles().contains("dev")
                || Boolean.parseBoolean(
                        configured.getValue("paliad.embedded-database").getValue());
    }

    private static boolean isSet(ConfigSourceContext configured, String name) {
        ConfigValue value = configured.getValue(name);
        return value != null && value.getValue() != null;
    }

    private static void requireLibrary() {
        String needed = "io/zonky/test/db/postgres/embedded/EmbeddedPostgres.class";
        if (Thread.currentThread().getContextClassLoader().getResource(needed) == null) {
            throw new IllegalStateException("paliad.embedded-database=true, but this package has no PostgreSQL in it:"
                    + " build it with ./mvnw package -Pembedded, or set quarkus.datasource.*");
        }
    }
}
