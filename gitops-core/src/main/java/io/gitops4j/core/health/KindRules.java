package io.gitops4j.core.health;

import io.gitops4j.core.resource.GroupKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which built-in rule judges which kind, in all its versions. */
final class KindRules {
    /** Judges an object that is not being deleted and whose latest generation is not known to be unseen. */
    @FunctionalInterface
    interface Rule {
        Health assess(Fields fields);
    }

    private static final Map<GroupKind, Rule> RULES = rules();

    private KindRules() {}

    static Optional<Rule> of(GroupKind kind) {
        return Optional.ofNullable(RULES.get(kind));
    }

    private static Map<GroupKind, Rule> rules() {
        Map<GroupKind, Rule> rules = new HashMap<>();
        for (String group : new String[] {"apps", "extensions"}) {
            rules.put(new GroupKind(group, "Deployment"), Workloads::deployment);
            rules.put(new GroupKind(group, "DaemonSet"), Workloads::daemonSet);
            rules.put(new GroupKind(group, "ReplicaSet"), Workloads::replicaSet);
        }
        rules.put(new GroupKind("apps", "StatefulSet"), Workloads::statefulSet);
        rules.put(new GroupKind("", "ReplicationController"), Workloads::replicaSet);
        rules.put(new GroupKind("", "Pod"), Pods::pod);
        rules.put(new GroupKind("batch", "Job"), Jobs::job);
        rules.put(new GroupKind("batch", "CronJob"), Jobs::cronJob);
        rules.put(new GroupKind("argoproj.io", "Workflow"), Jobs::workflow);
        rules.put(new GroupKind("autoscaling", "HorizontalPodAutoscaler"), Autoscalers::horizontal);
        rules.put(new GroupKind("", "PersistentVolumeClaim"), Surroundings::claim);
        rules.put(new GroupKind("", "Service"), Surroundings::service);
        rules.put(new GroupKind("networking.k8s.io", "Ingress"), Surroundings::ingress);
        rules.put(new GroupKind("extensions", "Ingress"), Surroundings::ingress);
        rules.put(new GroupKind("", "Namespace"), Surroundings::namespace);
        rules.put(new GroupKind("policy", "PodDisruptionBudget"), Surroundings::disruptionBudget);
        rules.put(new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition"), ApiExtensions::definition);
        rules.put(new GroupKind("apiregistration.k8s.io", "APIService"), ApiExtensions::service);
        return Map.copyOf(rules);
    }
}
