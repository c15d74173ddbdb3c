package de.msbls.paliad.calendar.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users tell the service where to connect to: the cluster's network holds it off what is inside, should the service not. */
class NetworkPolicyTest {

    private static final String DATABASE = "10.20.30.40";

    private final Manifests production = Manifests.of("production");
    private final NetworkRules network = new NetworkRules(production);

    @ParameterizedTest
    @MethodSource("de.msbls.paliad.calendar.deploy.Manifests#overlays")
    void whatIsNotAllowedIsRefused(String overlay) {
        NetworkRules rules = new NetworkRules(Manifests.of(overlay));
        assertThat(Manifests.of(overlay).withPods())
                .isNotEmpty()
                .allMatch(owner -> rules.refuseTheRest(owner, "Egress") && rules.refuseTheRest(owner, "Ingress"));
    }

    @ParameterizedTest
    @CsvSource({"17.248.131.1, 443", "93.184.216.34, 8443", "2a01:b747::1, 443"})
    void calendarServersAreReached(String address, int port) {
        assertThat(servers()).allMatch(server -> network.letOut(server, address, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "10.96.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "127.0.0.1",
                "0.0.0.0",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "fd00:ec2::254",
                "fe80::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void nothingInsideIs(String address) {
        assertThat(Stream.of(80, 443, 5432, 6443, 10250)).allSatisfy(port -> assertThat(production.withPods())
                .noneMatch(owner -> network.letOut(owner, address, port)));
    }

    @Test
    void butTheDatabaseAndThereNothingElse() {
        assertThat(production.withPods()).allMatch(owner -> network.letOut(owner, DATABASE, 5432));
        assertThat(production.withPods()).noneMatch(owner -> network.letOut(owner, DATABASE, 22));
    }

    @Test
    void theMigrationReachesTheDatabaseAlone() {
        assertThat(network.letOut(production.one("Job", "paliad-migration"), "93.184.216.34", 443))
                .isFalse();
    }

    @Test
    void callersComeThroughTheIngressAndNumbersGoToPrometheus() {
        Manifest api = production.one("Deployment", "paliad-api");
        Manifest worker = production.one("Deployment", "paliad-worker");

        assertThat(network.letIn(api, "ingress-nginx", 8080)).isTrue();
        assertThat(network.letIn(api, "ingress-nginx", 9000)).isFalse();
        assertThat(network.letIn(worker, "ingress-nginx", 8080)).isFalse();
        assertThat(servers()).allMatch(server -> network.letIn(server, "monitoring", 9000));
        assertThat(servers()).noneMatch(server -> network.letIn(server, "monitoring", 8080));
        assertThat(servers()).noneMatch(server -> network.letIn(server, "default", 8080));
    }

    private Stream<Manifest> servers() {
        return production.that(manifest -> manifest.is("Deployment"));
    }
}
