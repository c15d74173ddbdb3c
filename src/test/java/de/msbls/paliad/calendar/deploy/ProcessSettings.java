package de.msbls.paliad.calendar.deploy;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the service is told by the environment that a manifest gives it.
 *
 * @param where which process of which object
 */
public record ProcessSettings(String where, Map<String, String> environment) {

    /** Stands for what a Secret holds. */
    private static final String SECRET = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /** Of every process of the service in the overlay, the migration's too. */
    public static Stream<ProcessSettings> of(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        return manifests.withPods().flatMap(owner -> owner.containers().stream()
                .filter(container -> container.path("name").asText().equals("paliad"))
                .map(container -> new ProcessSettings(overlay + ": " + owner, environment(manifests, container))));
    }

    /** The overlays by name. */
    public static Stream<String> overlays() {
        return Manifests.overlays();
    }

    private static Map<String, String> environment(Manifests manifests, JsonNode container) {
        Map<String, String> environment = new LinkedHashMap<>();
        Json.each(container.path("envFrom"))
                .map(source -> source.at("/configMapRef/name").asText())
                .map(name -> manifests.one("ConfigMap", name))
                .forEach(map -> environment.putAll(Json.texts(map.at("/data"))));
        environment.putAll(Json.each(container.path("env"))
                .collect(toMap(entry -> entry.path("name").asText(), ProcessSettings::value)));
        return environment;
    }

    private static String value(JsonNode entry) {
        return entry.hasNonNull("value") ? entry.get("value").asText() : SECRET;
    }

    @Override
    public String toString() {
        return where;
    }
}
