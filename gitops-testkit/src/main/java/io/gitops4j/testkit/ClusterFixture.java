package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.cluster.WatchCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What the parts of {@link ClusterAdapterContract} do with the cluster under test, in its own namespace. */
final class ClusterFixture {
    static final String MANAGER = "contract:web-1a2b3c4d";
    static final String OTHER = "contract:other-5e6f7a8b";
    private static final GroupKind NAMESPACE = new GroupKind("", "Namespace");

    /** Sets one field as another client. */
    @FunctionalInterface
    interface Editor {
        void edit(String manager, ResourceKey key, Path path, Node value);
    }

    private final ClusterAdapter cluster;
    private final Editor editor;
    private final Duration patience;
    private final String namespace;

    ClusterFixture(ClusterAdapter cluster, Editor editor, Duration patience) {
        this.cluster = cluster;
        this.editor = editor;
        this.patience = patience;
        this.namespace = makeNamespace();
    }

    ClusterAdapter cluster() {
        return cluster;
    }

    /** Skips the test of an adapter that says it has no exact managed fields. */
    void assumeFieldOwnership() {
        assumeTrue(
                cluster.capabilities().fieldOwnership(),
                "not offered by this adapter: fieldOwnership, managed fields exactly as the API server writes them");
    }

    /** This test's own namespace. */
    String namespace() {
        return namespace;
    }

    static String uniqueName(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Makes one more namespace. */
    String makeNamespace() {
        String name = uniqueName("contract");
        Node.Obj object = yaml("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: %s}
                """.formatted(name));
        applied(object, MANAGER);
        return name;
    }

    static Node.Obj yaml(String text) {
        return (Node.Obj)
                Parser.strict().parseYaml("contract.yaml", text).get(0).root();
    }

    /** A config map in this test's namespace; {@code data} is YAML flow text such as <code>{a: "1"}</code>. */
    Node.Obj configMap(String name, String data) {
        return yaml("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: %s}
                data: %s
                """.formatted(name, namespace, data));
    }

    Node.Obj labelled(Node.Obj object, String label, String value) {
        return (Node.Obj) object.with(Path.of("metadata", "labels", label), Node.of(value));
    }

    Node.Obj deployment(String name, String image) {
        return yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      containers:
                      - {name: main, image: '%3$s'}
                """.formatted(name, namespace, image));
    }

    static ResourceKey key(Node.Obj object) {
        return new ResourceKey(
                GroupKind.groupOf(object.text("apiVersion").orElse("")),
                object.text("kind").orElse(""),
                object.text("metadata", "namespace").orElse(""),
                object.text("metadata", "name").orElse(""));
    }

    static ApplyCall call(Node.Obj object, String manager) {
        return ApplyCall.of(key(object), object, manager);
    }

    WriteResult apply(ApplyCall call) {
        return cluster.apply(call, Cancellation.none());
    }

    /** Applies, and gives the object after it. */
    Live.Present applied(Node.Obj object, String manager) {
        return present(written(apply(call(object, manager))).live());
    }

    Live.Present applied(Node.Obj object) {
        return applied(object, MANAGER);
    }

    static WriteResult.Written written(WriteResult answer) {
        assertThat(answer).isInstanceOf(WriteResult.Written.class);
        return (WriteResult.Written) answer;
    }

    static WriteResult.Rejected rejected(WriteResult answer) {
        assertThat(answer).isInstanceOf(WriteResult.Rejected.class);
        return (WriteResult.Rejected) answer;
    }

    static Live.Present present(Live live) {
        assertThat(live).isInstanceOf(Live.Present.class);
        return (Live.Present) live;
    }

    Live read(ResourceKey key) {
        return cluster.get(ReadCall.of(List.of(key)), Cancellation.none()).of(key);
    }

    Node.Obj body(ResourceKey key) {
        return present(read(key)).whole();
    }

    WriteResult delete(DeleteCall call) {
        return cluster.delete(call, Cancellation.none());
    }

    ListResult list(GroupKind kind, Selection selection) {
        return cluster.list(KindRef.of(kind), selection, Cancellation.none());
    }

    Discovery discover() {
        return cluster.discover(Cancellation.none());
    }

    void edit(String manager, ResourceKey key, Path path, Node value) {
        editor.edit(manager, key, path, value);
    }

    AwaitingSink sink() {
        return new AwaitingSink(patience);
    }

    /** A watch of a kind in this test's namespace, from now on. */
    Watching watch(GroupKind kind, Selection selection) {
        ListResult from = list(kind, selection);
        AwaitingSink sink = sink();
        return new Watching(
                sink, cluster.watch(new WatchCall(KindRef.of(kind), selection, from.resourceVersion()), sink));
    }

    /** A watch and what it tells. */
    record Watching(AwaitingSink sink, AutoCloseable registration) implements AutoCloseable {
        @Override
        public void close() {
            try {
                registration.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    Selection here() {
        return Selection.all().inNamespace(namespace);
    }

    /** Waits until {@code key} is gone. */
    void awaitGone(ResourceKey key) {
        Selection selection =
                key.namespace().isEmpty() ? Selection.all() : Selection.all().inNamespace(key.namespace());
        try (Watching watching = watch(key.groupKind(), selection)) {
            if (read(key) instanceof Live.Present) {
                watching.sink()
                        .await(told -> told.kind() == AwaitingSink.Kind.GONE
                                        && told.key().filter(key::equals).isPresent()
                                || told.kind() == AwaitingSink.Kind.FAILED);
            }
        }
    }

    /** Applies a definition of a kind of its own, and waits until it is served. */
    GroupKind makeKind(String scope, String versions) {
        String word = uniqueName("x").replace("-", "");
        GroupKind kind = new GroupKind(word + ".contract.example.com", "Widget");
        Node.Obj definition = yaml("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.%1$s}
                spec:
                  group: %1$s
                  scope: %2$s
                  names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
                  versions: %3$s
                """.formatted(kind.group(), scope, versions));
        ResourceKey key = key(definition);
        try (Watching watching = watch(key.groupKind(), Selection.all())) {
            applied(definition);
            watching.sink()
                    .await(told -> told.key().filter(key::equals).isPresent()
                            && established(told.live().orElseThrow().body()));
        }
        // discovery may lag behind the condition; each turn is a request, so that this does not spin
        long end = System.nanoTime() + patience.toNanos();
        while (discover().find(kind).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(kind + " is not discovered within " + patience);
            }
        }
        return kind;
    }

    static String version(String name, boolean storage) {
        return "{name: %s, served: true, storage: %s, schema: {openAPIV3Schema: {type: object,".formatted(name, storage)
                + " x-kubernetes-preserve-unknown-fields: true}}}";
    }

    private static boolean established(Node.Obj definition) {
        return definition.object("status").array("conditions").items().stream()
                .anyMatch(condition -> condition
                                .text("type")
                                .filter("Established"::equals)
                                .isPresent()
                        && condition.text("status").filter("True"::equals).isPresent());
    }

    Node.Obj widget(GroupKind kind, String version, String spec) {
        return yaml("""
                apiVersion: %s
                kind: Widget
                metadata: {name: one, namespace: %s}
                spec: %s
                """.formatted(kind.apiVersion(version), namespace, spec));
    }

    static ResourceKey definitionOf(GroupKind kind) {
        return new ResourceKey("apiextensions.k8s.io", "CustomResourceDefinition", "", "widgets." + kind.group());
    }

    static ResourceKey namespaceKey(String name) {
        return new ResourceKey(NAMESPACE.group(), NAMESPACE.kind(), "", name);
    }
}
