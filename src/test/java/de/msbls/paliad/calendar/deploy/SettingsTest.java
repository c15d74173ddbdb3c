package de.msbls.paliad.calendar.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests say nothing to the service that it does not hear, and leave it the time that it takes. */
class SettingsTest {

    private final KnownSettings known = new KnownSettings();

    SettingsTest() throws IOException {}

    static Stream<ProcessSettings> processes() {
        return Manifests.overlays().flatMap(ProcessSettings::of);
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyNameInTheEnvironmentIsASettingThatTheServiceReads(ProcessSettings process) {
        assertThat(process.environment().keySet()).isNotEmpty().allMatch(known::has);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PALIAD_WORKER_ACOUNTS",
                "PALIAD_GRACE",
                "QUARKUS_DATASOURCE_URL",
                "QUARKUS_SHUTDOWN_DELAY_ENABLED",
                "QUARKUS_DATASOURCE_DB_KIND",
                "MP_JWT_VERIFY_PUBLIC_KEY_LOCATION"
            })
    void aNameThatItWouldNotHearIsFound(String name) {
        assertThat(known.has(name)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyValueIsOneThatTheServiceUnderstands(ProcessSettings process) {
        assertThat(config(process.environment()).role()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("de.msbls.paliad.calendar.deploy.Manifests#overlays")
    void aPodThatIsToldToEndHasTheTimeItTakes(String overlay) {
        Manifests.of(overlay).that(manifest -> manifest.is("Deployment")).forEach(deployment -> {
            Duration patience = Duration.ofSeconds(
                    deployment.pod().path("terminationGracePeriodSeconds").asLong());
            Map<String, String> environment = ProcessSettings.of(overlay)
                    .filter(process -> process.where().endsWith(deployment.toString()))
                    .findFirst()
                    .orElseThrow()
                    .environment();
            Duration before = new DurationConverter().convert(environment.get("QUARKUS_SHUTDOWN_DELAY"));
            Duration requests = new DurationConverter().convert(environment.get("QUARKUS_SHUTDOWN_TIMEOUT"));
            Duration ticks = config(environment).worker().grace();

            assertThat(patience)
                    .as(deployment.toString())
                    .isGreaterThan(before.plus(requests).plus(ticks));
        });
    }

    @Test
    void everyoneMeansTheSameDatabase() {
        Manifests production = Manifests.of("production");
        Map<String, String> told =
                ProcessSettings.of("production").findFirst().orElseThrow().environment();
        URI database = URI.create(told.get("QUARKUS_DATASOURCE_REACTIVE_URL"));

        URI forMigration = URI.create(told.get("QUARKUS_DATASOURCE_JDBC_URL").substring("jdbc:".length()));
        assertThat(forMigration)
                .hasHost(database.getHost())
                .hasPort(database.getPort())
                .hasPath(database.getPath());
        Map<String, String> forGrants = production
                .that(manifest -> manifest.is("ConfigMap") && manifest.name().startsWith("paliad-psql"))
                .findFirst()
                .map(map -> Json.texts(map.at("/data")))
                .orElseThrow();
        assertThat(forGrants)
                .containsEntry("PGHOST", database.getHost())
                .containsEntry("PGDATABASE", database.getPath().substring(1));
        assertThat(Json.texts(production.one("ScaledObject", "paliad-worker").at("/spec/triggers/0/metadata")))
                .containsEntry("host", database.getHost())
                .containsEntry("port", Integer.toString(database.getPort()))
                .containsEntry("dbName", database.getPath().substring(1));
    }

    private static PaliadConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withMapping(PaliadConfig.class)
                .withSources(new EnvConfigSource(environment, 300))
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(PaliadConfig.class);
    }
}
