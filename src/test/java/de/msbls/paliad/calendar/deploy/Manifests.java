package de.msbls.paliad.calendar.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What kustomize makes of an overlay: the objects that Kubernetes is handed. */
record Manifests(List<Manifest> all) {

    private static final Path OVERLAYS = Path.of("deploy", "kubernetes", "overlays");
    private static final Path RENDERING = Path.of("src", "test", "kustomize");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    /** The names of the overlays. */
    static Stream<String> overlays() {
        try (Stream<Path> folders = Files.list(OVERLAYS)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifests of(String overlay) {
        return RENDERED.computeIfAbsent(overlay, name -> read(kustomize(OVERLAYS.resolve(name))));
    }

    static Manifests read(String yaml) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return new Manifests(documents.readAll().stream().map(Manifest::new).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<Manifest> that(Predicate<Manifest> condition) {
        return all.stream().filter(condition);
    }

    Stream<Manifest> withPods() {
        return that(Manifest::hasPods);
    }

    Manifest one(String kind, String name) {
        return that(manifest -> manifest.is(kind, name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
    }

    private static String kustomize(Path folder) {
        try {
            Process process = new ProcessBuilder("/bin/bash", RENDERING.toString(), folder.toString()).start();
            String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String complaint = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(folder + " is not rendered: " + complaint);
            }
            return rendered;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
