package de.msbls.paliad.calendar.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every overlay is something that Kubernetes takes as it stands. */
class ManifestsTest {

    private static final Path BAD = Path.of("src", "test", "resources", "manifests");

    @ParameterizedTest
    @MethodSource("de.msbls.paliad.calendar.deploy.Manifests#overlays")
    void everyOverlayIsTakenAsItStands(String overlay) {
        assertThat(Manifests.of(overlay).all()).hasSizeGreaterThan(10);
        assertThat(faults(Manifests.of(overlay))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            removed-version       | policy/v1beta1 has no such kind any more
            misspelt-kind         | apps/v1 has no such kind any more
            unknown-field         | Deployment bad.spec.template.spec.containers[0]: unknown field readynessProbe
            field-of-the-parent   | NetworkPolicy bad.spec.egress[0].to[0]: unknown field ports
            number-for-a-text     | Deployment bad.spec.template.spec.containers[0].env[0].value: 1 is not a text
            truth-for-a-text      | ConfigMap bad.data.PALIAD_MIGRATE: false is not a text
            text-for-a-number     | Deployment bad.spec.replicas: "2" is not a whole number
            text-for-a-truth      | ServiceAccount bad.automountServiceAccountToken: "no" is not true or false
            object-for-a-list     | Service bad.spec.ports: {"port":80} is not a list
            list-for-an-object    | Deployment bad.spec.selector: ["api"] is not an object
            no-such-amount        | Deployment bad.spec.template.spec.containers[0].resources.limits.memory: "256MiB" is not an amount
            missing-selector      | Deployment bad.spec: selector is missing
            missing-image         | Deployment bad.spec.template.spec.containers[0]: image is missing
            missing-key           | Deployment bad.spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef: key is missing
            missing-path-type     | Ingress bad.spec.rules[0].http.paths[0]: pathType is missing
            keda-unknown-field    | ScaledObject bad.spec: unknown field minReplicas
            keda-number           | ScaledObject bad.spec.triggers[0].metadata.targetQueryValue: 16 is not a text
            keda-without-target   | ScaledObject bad.spec: scaleTargetRef is missing
            knative-refuses       | Service bad.spec.template.spec: unknown field terminationGracePeriodSeconds
            rule-without-question | PrometheusRule bad.spec.groups[0].rules[0]: expr is missing
            """)
    void aFaultIsFound(String manifest, String fault) throws IOException {
        String yaml = Files.readString(BAD.resolve(manifest + ".yaml"));
        assertThat(faults(Manifests.read(yaml))).singleElement().asString().endsWith(fault);
    }

    private static List<String> faults(Manifests manifests) {
        return manifests.all().stream()
                .flatMap(manifest -> ManifestCheck.faultsOf(manifest).stream())
                .toList();
    }
}
