package io.gitops4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.cluster.WatchCall;
import io.gitops4j.core.cluster.WatchSink;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.util.List;

/** Objects, and the calls that tests make with them. */
final class Fixtures {
    static final String MANAGER = "gitops4j:web-1a2b3c4d";
    static final GroupKind CONFIG_MAP = new GroupKind("", "ConfigMap");

    private Fixtures() {}

    static Node.Obj yaml(String text) {
        return (Node.Obj) Parser.strict().parseYaml("test.yaml", text).get(0).root();
    }

    static Node.Obj configMap(String name, String data) {
        return yaml("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: default}
                data: %s
                """.formatted(name, data));
    }

    static Node.Obj namespace(String name) {
        return yaml("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: %s}
                """.formatted(name));
    }

    static Node.Obj deployment(int replicas) {
        return yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: default}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: 'example.com/web:1'}]}
                """.formatted(replicas));
    }

    static Node.Obj definition() {
        return yaml("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.example.com}
                spec:
                  group: example.com
                  scope: Namespaced
                  names: {kind: Widget, plural: widgets}
                  versions:
                  - {name: v1, served: true, storage: true}
                  - {name: v1beta1, served: true, storage: false}
                """);
    }

    static Node.Obj widget(String name) {
        return yaml("""
                apiVersion: example.com/v1
                kind: Widget
                metadata: {name: %s, namespace: default}
                spec: {size: 1}
                """.formatted(name));
    }

    static ResourceKey key(Node.Obj object) {
        return new ResourceKey(
                GroupKind.groupOf(object.text("apiVersion").orElse("")),
                object.text("kind").orElse(""),
                object.text("metadata", "namespace").orElse(""),
                object.text("metadata", "name").orElse(""));
    }

    static WriteResult apply(EmbeddedCluster cluster, Node.Obj object) {
        return cluster.apply(ApplyCall.of(key(object), object, MANAGER), Cancellation.none());
    }

    static Live.Present applied(EmbeddedCluster cluster, Node.Obj object) {
        WriteResult answer = apply(cluster, object);
        assertThat(answer).isInstanceOf(WriteResult.Written.class);
        return (Live.Present) ((WriteResult.Written) answer).live();
    }

    static Live read(EmbeddedCluster cluster, ResourceKey key) {
        return cluster.get(ReadCall.of(List.of(key)), Cancellation.none()).of(key);
    }

    static Node.Obj body(EmbeddedCluster cluster, Node.Obj object) {
        Live live = read(cluster, key(object));
        assertThat(live).isInstanceOf(Live.Present.class);
        return ((Live.Present) live).whole();
    }

    static Node.Obj status(EmbeddedCluster cluster, Node.Obj object) {
        return body(cluster, object).object("status");
    }

    static String version(EmbeddedCluster cluster) {
        return cluster.list(KindRef.of(CONFIG_MAP), Selection.all(), Cancellation.none())
                .resourceVersion();
    }

    static Registration watch(EmbeddedCluster cluster, GroupKind kind, String from, WatchSink sink) {
        return cluster.watch(new WatchCall(KindRef.of(kind), Selection.all(), from), sink);
    }

    /** Type, status and reason of each condition. */
    static List<String> conditions(Node.Obj status) {
        return status.array("conditions").items().stream()
                .map(one ->
                        one.text("type").orElse("") + " " + one.text("status").orElse("") + " "
                                + one.text("reason").orElse(""))
                .toList();
    }
}
