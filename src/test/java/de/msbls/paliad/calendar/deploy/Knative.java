package de.msbls.paliad.calendar.deploy;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;

/**
 * The fields that Knative Serving takes of a pod by itself. Its types have all of Kubernetes'; it refuses the others, or takes them
 * only where a feature flag is set.
 */
final class Knative {

    private Knative() {}

    record Service(String apiVersion, String kind, ObjectMeta metadata, ServiceSpec spec) {}

    record ServiceSpec(Template template) {}

    record Template(ObjectMeta metadata, Revision spec) {}

    record Revision(
            Long containerConcurrency,
            Long timeoutSeconds,
            String serviceAccountName,
            Boolean enableServiceLinks,
            List<Process> containers,
            List<Volume> volumes) {}

    record Process(
            String name,
            String image,
            List<String> command,
            List<String> args,
            List<EnvVar> env,
            List<EnvFromSource> envFrom,
            List<ContainerPort> ports,
            Probe livenessProbe,
            Probe readinessProbe,
            ResourceRequirements resources,
            SecurityContext securityContext,
            List<VolumeMount> volumeMounts) {}
}
