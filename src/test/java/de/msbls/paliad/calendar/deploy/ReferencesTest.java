package de.msbls.paliad.calendar.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one object says of another is there: names, labels, ports. */
class ReferencesTest {

    private static final String EVERY_OVERLAY = "de.msbls.paliad.calendar.deploy.Manifests#overlays";

    @ParameterizedTest
    @MethodSource(EVERY_OVERLAY)
    void aServiceFindsPodsAndTheirPorts(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        assertThat(manifests.that(manifest -> manifest.apiVersion().equals("v1") && manifest.is("Service")))
                .isNotEmpty()
                .allSatisfy(service -> {
                    List<Manifest> found = selected(manifests, service.at("/spec/selector"));
                    assertThat(found).isNotEmpty();
                    Json.each(service.at("/spec/ports")).forEach(port -> {
                        JsonNode target = port.path("targetPort");
                        if (target.isTextual()) {
                            assertThat(found)
                                    .anySatisfy(pods -> assertThat(ports(pods)).contains(target.asText()));
                        }
                    });
                });
    }

    @ParameterizedTest
    @MethodSource(EVERY_OVERLAY)
    void aWorkloadFindsItsOwnPods(String overlay) {
        assertThat(Manifests.of(overlay)
                        .that(manifest -> manifest.at("/spec/selector").has("matchLabels"))
                        .filter(Manifest::hasPods))
                .isNotEmpty()
                .allSatisfy(owner -> assertThat(owner.podLabels())
                        .containsAllEntriesOf(Json.texts(owner.at("/spec/selector/matchLabels"))));
    }

    @ParameterizedTest
    @MethodSource(EVERY_OVERLAY)
    void anIngressFindsItsService(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        assertThat(manifests.that(manifest -> manifest.is("Ingress"))).allSatisfy(ingress -> {
            JsonNode backend = ingress.at("/spec/rules/0/http/paths/0/backend/service");
            Manifest service = manifests.one("Service", backend.path("name").asText());
            assertThat(names(service.at("/spec/ports")))
                    .contains(backend.at("/port/name").asText());
        });
    }

    @ParameterizedTest
    @MethodSource(EVERY_OVERLAY)
    void whatScalesFindsWhatItScalesAndNoOtherDoes(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        List<String> scaled = manifests
                .that(manifest -> manifest.at("/spec").has("scaleTargetRef"))
                .map(scaler -> scaler.at("/spec/scaleTargetRef/name").asText())
                .toList();
        assertThat(scaled).doesNotHaveDuplicates().allSatisfy(name -> {
            Manifest deployment = manifests.one("Deployment", name);
            assertThat(deployment.at("/spec").has("replicas")).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource(EVERY_OVERLAY)
    void aDisruptionBudgetFindsPods(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        assertThat(manifests.that(manifest -> manifest.is("PodDisruptionBudget")))
                .allSatisfy(budget -> assertThat(selected(manifests, budget.at("/spec/selector/matchLabels")))
                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource(EVERY_OVERLAY)
    void aPodFindsItsConfigMapsItsVolumesAndItsAccount(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        assertThat(manifests.withPods()).isNotEmpty().allSatisfy(owner -> {
            Stream.of(owner.tree().findValues("configMapRef"), owner.tree().findValues("configMap"))
                    .flatMap(List::stream)
                    .forEach(map -> manifests.one("ConfigMap", map.path("name").asText()));
            Set<String> volumes = names(owner.pod().path("volumes"));
            volumes.addAll(Json.each(owner.at("/spec/volumeClaimTemplates"))
                    .map(claim -> claim.at("/metadata/name").asText())
                    .toList());
            owner.containers().forEach(container -> assertThat(names(container.path("volumeMounts")))
                    .isSubsetOf(volumes));
            if (owner.pod().has("serviceAccountName")) {
                manifests.one(
                        "ServiceAccount", owner.pod().get("serviceAccountName").asText());
            }
        });
    }

    @Test
    void theScrapeFindsItsServiceAndItsPort() {
        Manifests production = Manifests.of("production");
        Manifest monitor = production.one("ServiceMonitor", "paliad-calendar");
        Map<String, String> wanted = Json.texts(monitor.at("/spec/selector/matchLabels"));
        Manifest service = production
                .that(manifest -> manifest.is("Service"))
                .filter(candidate ->
                        Json.texts(candidate.at("/metadata/labels")).entrySet().containsAll(wanted.entrySet()))
                .findFirst()
                .orElseThrow();

        assertThat(names(service.at("/spec/ports")))
                .contains(monitor.at("/spec/endpoints/0/port").asText());
        assertThat(selected(production, service.at("/spec/selector")))
                .extracting(Manifest::name)
                .contains("paliad-api", "paliad-worker");
    }

    @Test
    void whereNoWorkerIsRightNobodyIsCalledForWantOfOne() {
        assertThat(alerts("production")).contains("PaliadNoWorker");
        assertThat(minimum("production")).isPositive();
        assertThat(alerts("knative")).isNotEmpty().doesNotContain("PaliadNoWorker");
        assertThat(minimum("knative")).isZero();
    }

    private static int minimum(String overlay) {
        return Manifests.of(overlay)
                .one("ScaledObject", "paliad-worker")
                .at("/spec/minReplicaCount")
                .asInt();
    }

    private static List<String> alerts(String overlay) {
        return Manifests.of(overlay)
                .one("PrometheusRule", "paliad-calendar")
                .tree()
                .findValuesAsText("alert");
    }

    private static List<Manifest> selected(Manifests manifests, JsonNode selector) {
        Map<String, String> wanted = Json.texts(selector);
        return manifests
                .withPods()
                .filter(owner -> owner.podLabels().entrySet().containsAll(wanted.entrySet()))
                .toList();
    }

    private static Set<String> ports(Manifest owner) {
        return owner.containers().stream()
                .flatMap(container -> names(container.path("ports")).stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> names(JsonNode list) {
        return Json.each(list).map(entry -> entry.path("name").asText()).collect(Collectors.toSet());
    }
}
