package io.gitops4j.core.resource;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.util.List;

/** Manifests of YAML, and a cluster that serves the kinds of the tests. */
final class Manifests {
    static final Problem WEBHOOK_DOWN =
            Problem.retryable(Code.CLUSTER_UNAVAILABLE, Location.nowhere(), "group broken.io did not answer");

    private Manifests() {}

    static List<Manifest> of(String file, String yaml) {
        return Parser.strict().parseYaml(file, yaml).stream()
                .map(document -> Manifest.of((Node.Obj) document.root(), Origins.of(document)))
                .toList();
    }

    static Scoped scoped(String yaml) {
        return scoped("shop", yaml);
    }

    static Scoped scoped(String defaultNamespace, String yaml) {
        return Scoping.of(Manifests::answer, defaultNamespace).resolve(of("app.yaml", yaml));
    }

    static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::text).toList();
    }

    static ScopeLookup.Answer answer(GroupKind kind, String version) {
        return switch (kind.toString()) {
            case "ConfigMap", "Secret", "ServiceAccount", "Service", "Pod" -> served(Scope.NAMESPACED, version, "v1");
            case "Deployment.apps", "StatefulSet.apps" -> served(Scope.NAMESPACED, version, "v1");
            case "Job.batch", "CronJob.batch" -> served(Scope.NAMESPACED, version, "v1");
            case "RoleBinding.rbac.authorization.k8s.io", "AllowList.acme.example" ->
                served(Scope.NAMESPACED, version, "v1");
            case "PodDisruptionBudget.policy" -> served(Scope.NAMESPACED, version, "v1");
            case "Namespace", "ClusterRole.rbac.authorization.k8s.io" -> served(Scope.CLUSTER, version, "v1");
            case "CustomResourceDefinition.apiextensions.k8s.io" -> served(Scope.CLUSTER, version, "v1");
            default ->
                kind.group().equals("broken.io")
                        ? new ScopeLookup.Unreadable(WEBHOOK_DOWN)
                        : new ScopeLookup.UnknownKind();
        };
    }

    private static ScopeLookup.Answer served(Scope scope, String version, String served) {
        return version.equals(served)
                ? new ScopeLookup.Known(scope)
                : new ScopeLookup.VersionNotServed(scope, List.of(served));
    }
}
