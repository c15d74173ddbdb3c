package de.msbls.paliad.calendar.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pod passes the restricted Pod Security Standard that its namespace enforces, and more that it does not ask for. */
class PodsTest {

    static Stream<Arguments> pods() {
        return Manifests.overlays()
                .flatMap(overlay -> Manifests.of(overlay).withPods().map(owner -> Arguments.of(overlay, owner)));
    }

    @ParameterizedTest
    @MethodSource("de.msbls.paliad.calendar.deploy.Manifests#overlays")
    void theNamespaceEnforcesTheRestrictedStandard(String overlay) {
        assertThat(Json.texts(Manifests.of(overlay).one("Namespace", "paliad").at("/metadata/labels")))
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void aPodMayDoNothingThatItNeedNot(String overlay, Manifest owner) {
        JsonNode pod = owner.pod();
        assertThat(owner.containers()).isNotEmpty().allSatisfy(container -> {
            JsonNode may = container.path("securityContext");
            assertThat(may.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(may.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(may.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(may.path("capabilities").has("add")).isFalse();
            assertThat(ofContainerOrPod(container, pod, "/runAsNonRoot").asBoolean())
                    .isTrue();
            assertThat(ofContainerOrPod(container, pod, "/runAsUser").asInt()).isPositive();
            assertThat(ofContainerOrPod(container, pod, "/seccompProfile/type").asText())
                    .isEqualTo("RuntimeDefault");
        });
        assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC"))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void aPodHasNoTokenForKubernetes(String overlay, Manifest owner) {
        Manifests manifests = Manifests.of(overlay);
        boolean byItself = !owner.pod().path("automountServiceAccountToken").asBoolean(true);
        boolean byItsAccount = manifests
                .that(manifest -> manifest.is(
                        "ServiceAccount", owner.pod().path("serviceAccountName").asText()))
                .anyMatch(
                        account -> !account.at("/automountServiceAccountToken").asBoolean(true));

        assertThat(byItself || byItsAccount).isTrue();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void aContainerSaysWhatItNeedsAndHasNoMoreMemoryThanItsLimit(String overlay, Manifest owner) {
        assertThat(owner.containers()).allSatisfy(container -> {
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        });
    }

    /** The service, which has no other place to write to. */
    @ParameterizedTest
    @MethodSource("pods")
    void aContainerMayWriteToItsTemporaryFolder(String overlay, Manifest owner) {
        assertThat(owner.containers()).allSatisfy(container -> assertThat(Json.each(container.path("volumeMounts"))
                        .map(mount -> mount.path("mountPath").asText()))
                .contains("/tmp"));
    }

    private static JsonNode ofContainerOrPod(JsonNode container, JsonNode pod, String field) {
        JsonNode own = container.at("/securityContext" + field);
        return own.isMissingNode() ? pod.at("/securityContext" + field) : own;
    }
}
