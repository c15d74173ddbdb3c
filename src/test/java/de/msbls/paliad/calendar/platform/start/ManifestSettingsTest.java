package de.msbls.paliad.calendar.platform.start;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.deploy.ProcessSettings;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With what the manifests of deploy/ tell it, no process refuses to start. */
class ManifestSettingsTest {

    static Stream<ProcessSettings> processes() {
        return ProcessSettings.overlays().flatMap(ProcessSettings::of);
    }

    @ParameterizedTest
    @MethodSource("processes")
    void theServiceStarts(ProcessSettings process) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(PaliadConfig.class)
                .withSources(new EnvConfigSource(process.environment(), 300))
                .withConverter(Duration.class, 200, new DurationConverter())
                .build();

        assertThat(new ConfigCheck(config.getConfigMapping(PaliadConfig.class), config).complaints(false))
                .isEmpty();
    }
}
