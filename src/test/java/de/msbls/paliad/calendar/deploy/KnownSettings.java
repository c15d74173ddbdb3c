package de.msbls.paliad.calendar.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.jwt.config.JWTAuthContextInfoProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings that the service reads when it starts, by the names that they have in the environment. */
final class KnownSettings {

    private static final String QUARKUS = "META-INF/quarkus-config-doc/quarkus-config-model.json";

    private final Set<String> names = new HashSet<>();
    private final Map<String, String> defaults = new HashMap<>();

    KnownSettings() throws IOException {
        addOurs();
        addThoseOfTokens();
        ObjectMapper json = new ObjectMapper();
        for (URL extension : Collections.list(getClass().getClassLoader().getResources(QUARKUS))) {
            try (InputStream model = extension.openStream()) {
                addThoseOfQuarkus(json.readTree(model));
            }
        }
        addWhatIsPackaged();
    }

    /** Not of one that the build has fixed: in the environment it would do nothing. */
    boolean has(String name) {
        return names.contains(name);
    }

    /** What it is where the environment says nothing. */
    String defaultOf(String name) {
        return Objects.requireNonNull(defaults.get(name), name);
    }

    private void addWhatIsPackaged() throws IOException {
        Properties packaged = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/application.properties")) {
            packaged.load(file);
        }
        packaged.forEach((key, value) -> defaults.put(inEnvironment(key.toString()), value.toString()));
    }

    private void addOurs() {
        ConfigMappings.getProperties(ConfigClass.configClass(PaliadConfig.class))
                .keySet()
                .forEach(key -> names.add(inEnvironment(key)));
    }

    private void addThoseOfTokens() {
        Arrays.stream(JWTAuthContextInfoProvider.class.getDeclaredFields())
                .map(field -> field.getAnnotation(ConfigProperty.class))
                .filter(Objects::nonNull)
                .forEach(key -> names.add(inEnvironment(key.name())));
    }

    private void addThoseOfQuarkus(JsonNode model) {
        String name = model.at("/path/environmentVariable").asText();
        if (!name.isEmpty()) {
            add(name, model);
        }
        model.forEach(this::addThoseOfQuarkus);
    }

    private void add(String name, JsonNode setting) {
        if (setting.path("phase").asText().equals("RUN_TIME")) {
            names.add(name);
        }
        if (setting.hasNonNull("defaultValue")) {
            defaults.put(name, setting.get("defaultValue").asText());
        }
    }

    private static String inEnvironment(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
