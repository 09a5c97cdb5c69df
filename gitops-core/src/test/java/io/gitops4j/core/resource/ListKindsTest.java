package io.gitops4j.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListKindsTest {
    @Test
    void opens_plain_and_typed_lists_and_leaves_a_kind_that_merely_ends_in_list() {
        List<Manifest> expanded = ListKinds.expand(Manifests.of("lists.yaml", """
                apiVersion: v1
                kind: ConfigMapList
                items:
                - metadata: {name: one, namespace: shop}
                - apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: two, namespace: shop}
                ---
                apiVersion: v1
                kind: List
                items:
                - apiVersion: rbac.authorization.k8s.io/v1
                  kind: RoleBindingList
                  items:
                  - metadata: {name: three, namespace: shop}
                ---
                apiVersion: acme.example/v1
                kind: AllowList
                metadata: {name: six, namespace: shop}
                spec:
                  items: [a, b]
                """));
        assertThat(expanded)
                .extracting(manifest -> manifest.apiVersion() + " " + manifest.title())
                .containsExactly(
                        "v1 ConfigMap shop/one",
                        "v1 ConfigMap shop/two",
                        "rbac.authorization.k8s.io/v1 RoleBinding shop/three",
                        "acme.example/v1 AllowList shop/six");
    }

    @Test
    void each_item_keeps_its_own_lines() {
        List<Manifest> expanded = ListKinds.expand(Manifests.of("lists.yaml", """
                apiVersion: v1
                kind: List
                items:
                - apiVersion: v1
                  kind: List
                  items:
                  - apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: one
                - apiVersion: v1
                  kind: ConfigMap
                  metadata:
                    name: two
                """));
        assertThat(expanded)
                .extracting(manifest -> line(manifest, Path.root()) + " " + line(manifest, Path.of("metadata", "name")))
                .containsExactly("7 10", "11 14");
    }

    @Test
    void an_item_with_only_a_kind_does_not_take_its_api_version_from_the_list() {
        List<Manifest> expanded = ListKinds.expand(Manifests.of("lists.yaml", """
                apiVersion: v1
                kind: ConfigMapList
                items:
                - kind: ConfigMap
                  metadata: {name: one}
                """));
        assertThat(expanded).extracting(Manifest::apiVersion).containsExactly("");
    }

    @Test
    void a_list_without_items_is_opened_to_nothing() {
        assertThat(ListKinds.expand(Manifests.of("lists.yaml", """
                apiVersion: v1
                kind: List
                items: []
                ---
                apiVersion: v1
                kind: ConfigMapList
                items:
                """))).isEmpty();
    }

    @Test
    void items_that_are_no_objects_are_reported_all_at_once_with_their_place() {
        assertThatThrownBy(() -> ListKinds.expand(Manifests.of("lists.yaml", """
                apiVersion: v1
                kind: ConfigMapList
                items:
                - metadata: {name: one}
                - two
                - [three]
                """)))
                .isInstanceOf(GitOpsException.class)
                .hasMessage("lists.yaml:5:3, ConfigMapList, items[1]: an item of a list must be an object, and this one"
                        + " is a"
                        + " string; write it with apiVersion, kind and metadata, or remove it\n"
                        + "lists.yaml:6:3, ConfigMapList, items[2]: an item of a list must be an object, and"
                        + " this one is a"
                        + " sequence; write it with apiVersion, kind and metadata, or remove it");
    }

    @Test
    void a_secret_in_a_list_is_sensitive_before_and_after_the_list_is_opened() {
        Manifest list = Manifests.of("lists.yaml", """
                apiVersion: v1
                kind: SecretList
                items:
                - metadata: {name: one}
                  data: {a: YQ==}
                """).get(0);
        assertThat(list.sensitive(Path.of("items").index(0).key("data").key("a")))
                .isTrue();
        assertThat(list.sensitive(Path.of("items").index(0).key("metadata"))).isFalse();
        assertThat(ListKinds.expand(List.of(list)).get(0).sensitive(Path.of("data", "a")))
                .isTrue();
    }

    @Test
    void what_a_decryptor_marked_in_an_item_stays_marked() {
        Node.Obj body = Node.objectBuilder()
                .put("apiVersion", "v1")
                .put("kind", "List")
                .put(
                        "items",
                        Node.array(
                                Node.object(),
                                Node.objectBuilder().put("kind", "ConfigMap").build()))
                .build();
        Path second = Path.of("items").index(1);
        Manifest list = Manifest.of(body, Origins.at(Location.file("lists.yaml")));
        Manifest marked = list.withSensitive(PathSet.of(second.key("data").key("password")));
        Manifest allOfIt = list.withSensitive(PathSet.of(second));

        assertThat(ListKinds.expand(List.of(marked)).get(0).sensitive().isEmpty())
                .isTrue();
        assertThat(ListKinds.expand(List.of(marked)).get(1).sensitive())
                .isEqualTo(PathSet.of(Path.of("data", "password")));
        assertThat(ListKinds.expand(List.of(allOfIt)).get(1).sensitive(Path.of("spec")))
                .isTrue();
    }

    private static int line(Manifest manifest, Path path) {
        return manifest.origin(path).location().line().orElse(0);
    }
}
