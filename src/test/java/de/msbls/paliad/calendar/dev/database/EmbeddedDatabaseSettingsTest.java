package de.msbls.paliad.calendar.dev.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedDatabaseSettingsTest {

    private static final String DATABASE = "quarkus.datasource.reactive.url";

    @Test
    void productionIsLeftAlone() {
        SmallRyeConfig config = configure("prod", Map.of());

        assertThat(config.getOptionalValue(DATABASE, String.class)).isEmpty();
        assertThat(config.getOptionalValue("paliad.credentials.keys", String.class))
                .isEmpty();
    }

    @Test
    void aConfiguredDatabaseComesFirstInDevModeToo() {
        SmallRyeConfig config = configure("dev", Map.of(DATABASE, "postgresql://db.example/firm"));

        assertThat(config.getValue(DATABASE, String.class)).isEqualTo("postgresql://db.example/firm");
        assertThat(config.getOptionalValue("quarkus.datasource.username", String.class))
                .isEmpty();
    }

    @Test
    void aPackageWithoutThePostgresqlThatIsAskedForSaysHowToGetOne() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader all = thread.getContextClassLoader();
        try (URLClassLoader nothing = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(nothing);
            assertThatThrownBy(() -> configure("prod", Map.of("paliad.embedded-database", "true")))
                    .hasMessageContaining("-Pembedded")
                    .hasMessageContaining("quarkus.datasource");
        } finally {
            thread.setContextClassLoader(all);
        }
    }

    private static SmallRyeConfig configure(String profile, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withProfile(profile)
                .withDefaultValues(settings)
                .withSources(new EmbeddedDatabaseSettings())
                .build();
    }
}
