package io.gitops4j.k8s;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.util.List;
import java.util.Locale;

/** What tests do with a real control plane. */
final class Planes {
    private Planes() {}

    static Fabric8Cluster open(ControlPlane plane) {
        return Fabric8Cluster.builder()
                .kubeconfig(plane.kubeconfig(), ControlPlane.CONTEXT)
                .requestsPerSecond(10_000, 10_000)
                .open();
    }

    static Node.Obj yaml(String text) {
        return (Node.Obj) Parser.strict().parseYaml("test.yaml", text).get(0).root();
    }

    static Node.Obj configMap(String namespace, String name, String data) {
        return yaml("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: %s}
                data: %s
                """.formatted(name, namespace, data));
    }

    static ResourceKey configMapKey(String namespace, String name) {
        return new ResourceKey("", "ConfigMap", namespace, name);
    }

    static Live read(Fabric8Cluster cluster, ResourceKey key) {
        return cluster.get(ReadCall.of(List.of(key)), Cancellation.none()).of(key);
    }

    /** Sets one field by a merge patch, which is an update under that manager. */
    static void edit(ControlPlane plane, String manager, ResourceKey key, Path path, Node value) {
        Node patch = Node.object().with(path, value);
        plane.client()
                .patchMerge(path(key) + "?fieldManager=" + manager, Printer.json(patch, Mask.none()))
                .ok();
    }

    static String path(ResourceKey key) {
        String version = key.group().isEmpty() ? "/api/v1" : "/apis/" + key.group() + "/v1";
        return version + "/namespaces/" + key.namespace() + "/" + key.kind().toLowerCase(Locale.ROOT) + "s/"
                + key.name();
    }
}
