package de.msbls.paliad.calendar.sync;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Base64;

/** The service's settings as they are by default, with a master key. */
public final class SyncSettings {

    private SyncSettings() {}

    public static PaliadConfig defaults() {
        return mapped(builder());
    }

    /** The defaults, but for one. */
    public static PaliadConfig with(String setting, String value) {
        return mapped(builder().withDefaultValue(setting, value));
    }

    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(PaliadConfig.class)
                .withDefaultValue(
                        "paliad.credentials.keys",
                        "tests:" + Base64.getEncoder().encodeToString(new byte[32]));
    }

    private static PaliadConfig mapped(SmallRyeConfigBuilder settings) {
        return settings.build().getConfigMapping(PaliadConfig.class);
    }
}
