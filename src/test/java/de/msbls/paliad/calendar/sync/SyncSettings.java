package de.msbls.paliad.calendar.sync;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** The service's settings as they are by default, with a master key. */
public final class SyncSettings {

    private SyncSettings() {}

    public static PaliadConfig defaults() {
        return with(Map.of());
    }

    /** As they are by default, but for these. */
    public static PaliadConfig with(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(PaliadConfig.class)
                .withDefaultValue(
                        "paliad.credentials.keys",
                        "tests:" + Base64.getEncoder().encodeToString(new byte[32]));
        settings.forEach(builder::withDefaultValue);
        return builder.build().getConfigMapping(PaliadConfig.class);
    }
}
