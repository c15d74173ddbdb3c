package de.msbls.paliad.calendar.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.stream.Stream;

/** What the network policies of an overlay let through, as Kubernetes reads them: what one allows is allowed. */
record NetworkRules(Manifests manifests) {

    /** Whether the pods of a workload may connect to that address, outside the cluster, by TCP. */
    boolean letOut(Manifest workload, String address, int port) {
        return policies(workload, "Egress")
                .flatMap(policy -> Json.each(policy.at("/spec/egress")))
                .filter(rule -> hasPort(workload, rule, port))
                .flatMap(rule -> Json.each(rule.path("to")))
                .anyMatch(peer -> peer.has("ipBlock") && holds(peer.get("ipBlock"), address));
    }

    /** Whether pods of that namespace, whatever their labels, may connect to a port of the workload's pods. */
    boolean letIn(Manifest workload, String namespace, int port) {
        return policies(workload, "Ingress")
                .flatMap(policy -> Json.each(policy.at("/spec/ingress")))
                .filter(rule -> hasPort(workload, rule, port))
                .flatMap(rule -> Json.each(rule.path("from")))
                .anyMatch(peer -> !peer.has("podSelector")
                        && peer.has("namespaceSelector")
                        && matches(peer.get("namespaceSelector"), Map.of("kubernetes.io/metadata.name", namespace)));
    }

    /** Whether what no policy allows is refused. */
    boolean refuseTheRest(Manifest workload, String direction) {
        return policies(workload, direction).findAny().isPresent();
    }

    private Stream<Manifest> policies(Manifest workload, String direction) {
        return manifests
                .that(manifest -> manifest.is("NetworkPolicy"))
                .filter(policy -> matches(policy.at("/spec/podSelector"), workload.podLabels()))
                .filter(policy -> Json.each(policy.at("/spec/policyTypes"))
                        .anyMatch(type -> type.asText().equals(direction)));
    }

    private static boolean matches(JsonNode selector, Map<String, String> labels) {
        boolean byLabels = labels.entrySet()
                .containsAll(Json.texts(selector.path("matchLabels")).entrySet());
        boolean byExpressions = Json.each(selector.path("matchExpressions"))
                .allMatch(in -> Json.each(in.path("values")).anyMatch(value -> value.asText()
                        .equals(labels.get(in.path("key").asText()))));
        return byLabels && byExpressions;
    }

    private static boolean hasPort(Manifest workload, JsonNode rule, int wanted) {
        return !rule.has("ports")
                || Json.each(rule.path("ports"))
                        .filter(port -> port.path("protocol").asText("TCP").equals("TCP"))
                        .anyMatch(port -> {
                            int from = number(workload, port.path("port"));
                            return from <= wanted
                                    && wanted <= port.path("endPort").asInt(from);
                        });
    }

    private static int number(Manifest workload, JsonNode port) {
        return port.isInt()
                ? port.asInt()
                : workload.containers().stream()
                        .flatMap(container -> Json.each(container.path("ports")))
                        .filter(named -> named.path("name").equals(port))
                        .mapToInt(named -> named.path("containerPort").asInt())
                        .findFirst()
                        .orElse(0);
    }

    private static boolean holds(JsonNode block, String address) {
        return holds(block.path("cidr").asText(), address)
                && Json.each(block.path("except")).noneMatch(except -> holds(except.asText(), address));
    }

    private static boolean holds(String network, String address) {
        try {
            String[] cidr = network.split("/");
            byte[] base = InetAddress.getByName(cidr[0]).getAddress(); // literals: nothing is resolved
            byte[] other = InetAddress.getByName(address).getAddress();
            int rest = base.length * Byte.SIZE - Integer.parseInt(cidr[1]);
            return base.length == other.length
                    && new BigInteger(1, base).shiftRight(rest).equals(new BigInteger(1, other).shiftRight(rest));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
