package io.gitops4j.embedded;

import static io.gitops4j.embedded.Fixtures.applied;
import static io.gitops4j.embedded.Fixtures.configMap;
import static io.gitops4j.embedded.Fixtures.key;
import static io.gitops4j.embedded.Fixtures.read;
import static io.gitops4j.embedded.Fixtures.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.DeleteCall.Propagation;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarbageTest {
    private static final Path FINALIZERS = Path.of("metadata", "finalizers");
    private static final Node HOLD = Node.array(Node.of("example.com/hold"));

    private final EmbeddedCluster cluster = EmbeddedCluster.create();
    private final Actor kubectl = cluster.as("kubectl");

    @AfterEach
    void close() {
        cluster.close();
    }

    private static Node.Obj in(String namespace, Node.Obj object) {
        return (Node.Obj) object.with(Path.of("metadata", "namespace"), Node.of(namespace));
    }

    private static Node.Obj held(Node.Obj object) {
        return (Node.Obj) object.with(FINALIZERS, HOLD);
    }

    private static Node.Obj ownedBy(Node.Obj object, String... uids) {
        List<Node> references = new ArrayList<>();
        for (String uid : uids) {
            references.add(yaml("{apiVersion: v1, kind: ConfigMap, name: owner, uid: " + uid + "}"));
        }
        return (Node.Obj) object.with(Path.of("metadata", "ownerReferences"), Node.array(references));
    }

    private boolean there(Node.Obj object) {
        return read(cluster, key(object)) instanceof Live.Present;
    }

    private boolean terminating(Node.Obj object) {
        return read(cluster, key(object)) instanceof Live.Present present && present.terminating();
    }

    private String phase(String namespace) {
        return Fixtures.status(cluster, Fixtures.namespace(namespace))
                .text("phase")
                .orElse("");
    }

    @Test
    void removes_a_namespace_with_all_in_it() {
        Node.Obj namespace = Fixtures.namespace("shop");
        Node.Obj inside = in("shop", configMap("one", "{a: x}"));
        applied(cluster, namespace);
        applied(cluster, inside);
        assertThat(phase("shop")).isEqualTo("Active");

        kubectl.delete(key(namespace));

        assertThat(there(namespace)).isFalse();
        assertThat(there(inside)).isFalse();
    }

    @Test
    void keeps_a_namespace_terminating_while_something_in_it_is_held() {
        Node.Obj namespace = Fixtures.namespace("shop");
        Node.Obj inside = in("shop", held(configMap("one", "{a: x}")));
        applied(cluster, namespace);
        applied(cluster, inside);

        kubectl.delete(key(namespace));

        assertThat(phase("shop")).isEqualTo("Terminating");
        assertThat(terminating(inside)).isTrue();
        WriteResult refused = Fixtures.apply(cluster, in("shop", configMap("two", "{a: x}")));
        assertThat(refused).isInstanceOfSatisfying(WriteResult.Rejected.class, rejected -> {
            assertThat(rejected.problem().code()).isEqualTo(Code.FORBIDDEN);
            assertThat(rejected.problem().message())
                    .isEqualTo(
                            "configmaps \"two\" is forbidden: unable to create new content in namespace shop because it"
                                    + " is being terminated");
        });

        kubectl.remove(key(inside), FINALIZERS);
        assertThat(there(namespace)).isFalse();
    }

    @Test
    void deletes_no_namespace_of_kubernetes_itself() {
        ResourceKey key = key(Fixtures.namespace("kube-system"));
        String uid = ((Live.Present) read(cluster, key)).uid();
        assertThat(cluster.delete(DeleteCall.of(key, uid), Cancellation.none()))
                .isInstanceOf(WriteResult.Rejected.class);
    }

    @Test
    void removes_a_definition_after_its_objects() {
        Node.Obj widget = held(Fixtures.widget("one"));
        applied(cluster, Fixtures.definition());
        applied(cluster, widget);

        kubectl.delete(key(Fixtures.definition()));

        assertThat(terminating(Fixtures.definition())).isTrue();
        assertThat(terminating(widget)).isTrue();
        assertThat(Fixtures.apply(cluster, Fixtures.widget("two"))).isInstanceOf(WriteResult.Rejected.class);

        kubectl.remove(key(widget), FINALIZERS);
        assertThat(there(Fixtures.definition())).isFalse();
        assertThat(read(cluster, key(widget))).isEqualTo(new Live.Unserved());
        assertThat(cluster.discover(Cancellation.none()).find(new GroupKind("example.com", "Widget")))
                .isEmpty();
    }

    @Test
    void deletes_along_chains_of_owners() {
        String top = applied(cluster, configMap("top", "{a: x}")).uid();
        String middle =
                applied(cluster, ownedBy(configMap("middle", "{a: x}"), top)).uid();
        applied(cluster, ownedBy(configMap("bottom", "{a: x}"), middle));

        kubectl.delete(key(configMap("top", "{}")));

        assertThat(there(configMap("middle", "{}"))).isFalse();
        assertThat(there(configMap("bottom", "{}"))).isFalse();
    }

    @Test
    void keeps_an_object_while_one_of_its_owners_is_there() {
        String one = applied(cluster, configMap("one", "{a: x}")).uid();
        String two = applied(cluster, configMap("two", "{a: x}")).uid();
        Node.Obj shared = configMap("shared", "{a: x}");
        applied(cluster, ownedBy(shared, one, two));

        kubectl.delete(key(configMap("one", "{}")));
        assertThat(Metadata.ownerUids(Fixtures.body(cluster, shared))).containsExactly(two);

        kubectl.delete(key(configMap("two", "{}")));
        assertThat(there(shared)).isFalse();
    }

    @Test
    void removes_an_object_whose_owners_were_never_there() {
        Node.Obj stray = ownedBy(configMap("stray", "{a: x}"), "00000000-0000-4000-8000-000000000000");
        applied(cluster, stray);
        assertThat(there(stray)).isFalse();
    }

    @Test
    void holds_the_owner_until_what_it_owns_is_gone_where_asked() {
        Node.Obj owner = configMap("owner", "{a: x}");
        String uid = applied(cluster, owner).uid();
        Node.Obj owned = held(ownedBy(configMap("owned", "{a: x}"), uid));
        applied(cluster, owned);

        cluster.delete(DeleteCall.of(key(owner), uid).with(Propagation.FOREGROUND), Cancellation.none());
        assertThat(terminating(owner)).isTrue();
        assertThat(Fixtures.body(cluster, owner).at(FINALIZERS)).contains(Node.array(Node.of("foregroundDeletion")));

        kubectl.remove(key(owned), FINALIZERS);
        assertThat(there(owner)).isFalse();
    }

    @Test
    void ends_an_object_when_an_apply_drops_its_last_finalizer() {
        Node.Obj object = configMap("one", "{a: x}");
        applied(cluster, held(object));
        kubectl.delete(key(object));

        Live.Present last = applied(cluster, object);

        assertThat(last.terminating()).isTrue();
        assertThat(there(object)).isFalse();
    }

    @Test
    void finishes_after_a_restart_what_was_held(@TempDir java.nio.file.Path folder) throws Exception {
        java.nio.file.Path file = folder.resolve("state");
        Node.Obj inside = in("shop", held(configMap("one", "{a: x}")));
        try (EmbeddedCluster first = EmbeddedCluster.builder().stateFile(file).build()) {
            applied(first, Fixtures.namespace("shop"));
            applied(first, inside);
            first.as("kubectl").delete(key(Fixtures.namespace("shop")));
        }
        assertThat(Files.size(file)).isPositive();
        try (EmbeddedCluster second = EmbeddedCluster.builder().stateFile(file).build()) {
            second.as("kubectl").remove(key(inside), FINALIZERS);
            assertThat(read(second, key(Fixtures.namespace("shop")))).isEqualTo(new Live.Absent());
        }
    }
}
