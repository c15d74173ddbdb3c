package de.msbls.paliad.calendar.platform.start;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigCheckTest {

    private static final String KEY = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void aCompleteConfigurationIsTaken() {
        assertThat(production(Map.of())).isEmpty();
        assertThat(production(Map.of("paliad.caldav.allowed-networks", "10.1.0.0/16,fd12:3456::/32,192.168.7.5/32")))
                .isEmpty();
    }

    @Test
    void whoOnlyMigratesNeedsNoKeysAndNoTokens() {
        Map<String, String> nothing = Map.of(
                "paliad.credentials.keys", "",
                "mp.jwt.verify.publickey.location", "",
                "mp.jwt.verify.issuer", "",
                "mp.jwt.verify.audiences", "");
        assertThat(production(nothing)).hasSize(4);
        Map<String, String> migration = new HashMap<>(nothing);
        migration.put("paliad.migrate", "only");
        assertThat(production(migration)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paliad.credentials.keys | '' | openssl rand",
                "paliad.credentials.keys | secret | id:base64",
                "paliad.credentials.keys | k1:c2VjcmV0 | 32 bytes",
                "paliad.caldav.allow-http | true | in the clear",
                "paliad.worker.lease | 60s | twice",
                "paliad.worker.poll-interval | 0s | longer than nothing",
                "paliad.guard.access-hold | -1s | negative",
                "mp.jwt.verify.publickey.location | '' | JWKS",
                "mp.jwt.verify.issuer | '' | any issuer",
                "mp.jwt.verify.audiences | '' | other applications"
            })
    void aDangerousSettingIsRefusedWithWhatToDo(String setting, String value, String advice) {
        assertThat(production(Map.of(setting, value)))
                .singleElement()
                .satisfies(complaint ->
                        assertThat(complaint).contains(setting).contains(advice).doesNotContain("c2VjcmV0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "::/0",
                "127.0.0.0/8",
                "127.0.0.1/32",
                "::1/128",
                "169.254.0.0/16",
                "0.0.0.0/1",
                "128.0.0.0/1",
                "169.254.169.254/32",
                "10.0.0.0/33",
                "10.0/8",
                "intranet",
                "10.0.0.0",
                "10.0.0.x/8",
                "fd00::/129"
            })
    void aNetworkThatHoldsThisMachineOrNearlyEverythingOrIsNoneIsRefused(String network) {
        assertThat(production(Map.of("paliad.caldav.allowed-networks", network)))
                .singleElement()
                .satisfies(complaint -> assertThat(complaint).contains(network));
    }

    @Test
    void devModeAndTestsMayTalkToThisMachine() {
        assertThat(check(Map.of("paliad.caldav.allow-http", "true", "paliad.caldav.allowed-networks", "127.0.0.0/8"))
                        .complaints(true))
                .isEmpty();
    }

    private static List<String> production(Map<String, String> changes) {
        return check(changes).complaints(false);
    }

    private static ConfigCheck check(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "paliad.credentials.keys", KEY,
                "mp.jwt.verify.publickey.location", "https://id.example.test/jwks",
                "mp.jwt.verify.issuer", "https://id.example.test",
                "mp.jwt.verify.audiences", "paliad-calendar"));
        settings.putAll(changes);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(PaliadConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .withConverters(new org.eclipse.microprofile.config.spi.Converter<?>[] {
                    new io.quarkus.runtime.configuration.DurationConverter()
                })
                .build();
        return new ConfigCheck(config.getConfigMapping(PaliadConfig.class), config);
    }
}
