package de.msbls.paliad.calendar.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One object as it is handed to Kubernetes. */
record Manifest(JsonNode tree) {

    String apiVersion() {
        return tree.path("apiVersion").asText();
    }

    String kind() {
        return tree.path("kind").asText();
    }

    String name() {
        return tree.at("/metadata/name").asText();
    }

    boolean is(String kind) {
        return kind().equals(kind);
    }

    boolean is(String kind, String name) {
        return is(kind) && name().equals(name);
    }

    JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    /** Whether it makes pods. */
    boolean hasPods() {
        return pod().path("containers").isArray();
    }

    /** The specification of its pods; missing where it makes none. */
    JsonNode pod() {
        return at("/spec/template/spec");
    }

    Map<String, String> podLabels() {
        return Json.texts(at("/spec/template/metadata/labels"));
    }

    /** All containers of its pods, those that only run at first too. */
    List<JsonNode> containers() {
        return Stream.of("initContainers", "containers")
                .flatMap(kind -> StreamSupport.stream(pod().path(kind).spliterator(), false))
                .toList();
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
