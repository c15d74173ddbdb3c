package de.msbls.paliad.calendar.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.SleepAction;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.ContainerResourceMetricSource;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricIdentifier;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricTarget;
import io.fabric8.kubernetes.api.model.autoscaling.v2.PodsMetricSource;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitorSpec;
import java.util.List;
import java.util.Map;

/** What may not be left out, of the types that we use: their Java models do not say it. */
final class RequiredFields {

    private static final Map<Class<?>, List<String>> REQUIRED = Map.ofEntries(
            Map.entry(Deployment.class, List.of("metadata", "spec")),
            Map.entry(DeploymentSpec.class, List.of("selector", "template")),
            Map.entry(StatefulSetSpec.class, List.of("selector", "template", "serviceName")),
            Map.entry(JobSpec.class, List.of("template")),
            Map.entry(PodSpec.class, List.of("containers")),
            Map.entry(Container.class, List.of("name", "image")),
            Map.entry(ContainerPort.class, List.of("containerPort")),
            Map.entry(EnvVar.class, List.of("name")),
            Map.entry(SecretKeySelector.class, List.of("name", "key")),
            Map.entry(HTTPGetAction.class, List.of("path")),
            Map.entry(SleepAction.class, List.of("seconds")),
            Map.entry(TopologySpreadConstraint.class, List.of("maxSkew", "topologyKey", "whenUnsatisfiable")),
            Map.entry(Volume.class, List.of("name")),
            Map.entry(VolumeMount.class, List.of("name", "mountPath")),
            Map.entry(Service.class, List.of("metadata", "spec")),
            Map.entry(ServicePort.class, List.of("port")),
            Map.entry(HTTPIngressPath.class, List.of("path", "pathType", "backend")),
            Map.entry(IngressServiceBackend.class, List.of("name", "port")),
            Map.entry(NetworkPolicy.class, List.of("metadata", "spec")),
            // Without it, no Egress rule of ours would count as one.
            Map.entry(NetworkPolicySpec.class, List.of("podSelector", "policyTypes")),
            Map.entry(IPBlock.class, List.of("cidr")),
            Map.entry(HorizontalPodAutoscalerSpec.class, List.of("scaleTargetRef", "maxReplicas")),
            Map.entry(CrossVersionObjectReference.class, List.of("kind", "name")),
            Map.entry(MetricSpec.class, List.of("type")),
            Map.entry(ContainerResourceMetricSource.class, List.of("name", "container", "target")),
            Map.entry(PodsMetricSource.class, List.of("metric", "target")),
            Map.entry(MetricIdentifier.class, List.of("name")),
            Map.entry(MetricTarget.class, List.of("type")),
            Map.entry(PrometheusRule.class, List.of("metadata", "spec")),
            Map.entry(RuleGroup.class, List.of("name", "rules")),
            Map.entry(Rule.class, List.of("expr")),
            Map.entry(ServiceMonitor.class, List.of("metadata", "spec")),
            Map.entry(ServiceMonitorSpec.class, List.of("selector", "endpoints")),
            Map.entry(Keda.ScaledObject.class, List.of("metadata", "spec")),
            Map.entry(Keda.ScaledObjectSpec.class, List.of("scaleTargetRef", "triggers")),
            Map.entry(Keda.ScaleTarget.class, List.of("name")),
            Map.entry(Keda.Fallback.class, List.of("failureThreshold", "replicas")),
            Map.entry(Keda.Trigger.class, List.of("type", "metadata")),
            Map.entry(Keda.AuthenticationRef.class, List.of("name")),
            Map.entry(Keda.SecretTarget.class, List.of("parameter", "name", "key")),
            Map.entry(Knative.Service.class, List.of("metadata", "spec")),
            Map.entry(Knative.ServiceSpec.class, List.of("template")),
            Map.entry(Knative.Revision.class, List.of("containers")),
            Map.entry(Knative.Process.class, List.of("image")));

    private RequiredFields() {}

    static List<String> of(Class<?> type) {
        return REQUIRED.getOrDefault(type, List.of());
    }
}
