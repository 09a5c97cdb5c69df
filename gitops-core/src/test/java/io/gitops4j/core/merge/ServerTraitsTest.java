package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.schema.SchemaSource;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What real API servers do that structured-merge-diff alone does not tell. */
class ServerTraitsTest {
    private static final String TIME = "2024-01-01T00:00:01Z";
    private static final FieldManager EDITOR = FieldManager.update("editor");

    private static Node.Obj yaml(String text) {
        return Parser.strict().parseOne("test.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static ServerSideApply server(Node.Obj object) {
        return ServerSideApply.of(SchemaSource.builtIn()
                .find(
                        object.text("apiVersion").orElseThrow(),
                        object.text("kind").orElseThrow())
                .orElseThrow()
                .type());
    }

    private static List<String> created(String text) {
        Node.Obj object = yaml(text);
        return server(object)
                .update(Node.object(), object, EDITOR, TIME)
                .managed()
                .ownedBy(EDITOR)
                .printed();
    }

    @Test
    void who_creates_an_object_owns_no_struct_that_is_always_there() {
        assertThat(created("""
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: a, labels: {b: c}}
                        spec: {podSelector: {matchLabels: {d: e}}, policyTypes: [Ingress]}
                        """))
                .containsExactly(".metadata.labels", ".metadata.labels.b", ".spec.podSelector", ".spec.policyTypes");
    }

    @Test
    void who_creates_a_pod_owns_its_volumes_as_a_list_but_not_its_containers() {
        assertThat(created("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: a}
                        spec:
                          containers: [{name: b}]
                          volumes: [{name: c}]
                        """))
                .containsExactly(
                        ".spec.containers[name=\"b\"]",
                        ".spec.containers[name=\"b\"].name",
                        ".spec.volumes",
                        ".spec.volumes[name=\"c\"]",
                        ".spec.volumes[name=\"c\"].name");
    }

    @Test
    void who_creates_an_object_owns_no_null_of_a_go_type() {
        assertThat(created("""
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: Role
                        metadata: {name: a, labels: {b: c}}
                        rules: null
                        """)).containsExactly(".metadata.labels", ".metadata.labels.b");
    }

    @Test
    void the_first_apply_to_a_subresource_leaves_the_rest_to_a_manager_of_that_subresource() {
        Node.Obj live = yaml("""
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: a, uid: u, labels: {b: c}}
                """);
        FieldManager status = FieldManager.apply("us").at("status");

        Applied applied = server(live).apply(live, live.without("metadata"), status, false, TIME);

        assertThat(applied.managed()
                        .ownedBy(FieldManager.update("before-first-apply").at("status"))
                        .printed())
                .containsExactly(".metadata.labels", ".metadata.labels.b");
    }

    @Test
    void an_update_that_leaves_an_item_without_its_key_forgets_all_owners() {
        Node.Obj live = yaml("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: a, uid: u}
                """);
        Node.Obj owned = server(live)
                .apply(
                        live,
                        live.with("metadata", Node.object()).with("automountServiceAccountToken", Node.of(true)),
                        "us",
                        false,
                        TIME)
                .object();
        Node.Obj changed = owned.with("secrets", Node.array(Node.object()));

        Applied updated = server(live).update(owned, changed, EDITOR, TIME);

        assertThat(updated.managed().isEmpty()).isTrue();
        assertThat(updated.object().has("secrets")).isTrue();
    }

    @Test
    void items_that_are_alike_are_refused_once_an_object_is_converted() {
        Node.Obj live = yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: a, uid: u, finalizers: [x.org/a, x.org/a]}
                """);
        ServerSideApply server = server(live);
        Node.Obj bare = yaml("{apiVersion: apps/v1, kind: Deployment}");
        Node.Obj owned = server.apply(live, bare.with("spec", yaml("{replicas: 1}")), "us", false, TIME)
                .object();
        Node.Obj other = bare.with("apiVersion", Node.of("apps/v2"));

        assertThat(server.apply(owned, bare.with("spec", yaml("{replicas: 1}")), "us", false, TIME)
                        .conflicts())
                .isEmpty();
        assertThatThrownBy(() -> server.apply(owned, other, "them", false, TIME))
                .isInstanceOf(GitOpsException.class)
                .hasMessageContaining("metadata.finalizers[1]: the item [=\"x.org/a\"] is there twice");
        assertThat(server.update(owned, owned.with("apiVersion", Node.of("apps/v2")), EDITOR, TIME)
                        .managed()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void items_that_are_alike_are_no_matter_to_who_asks_in_another_version() {
        Node.Obj live = yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: a, uid: u, finalizers: [x.org/a, x.org/a]}
                """);
        Node.Obj desired = yaml("{apiVersion: apps/v2, kind: Deployment, spec: {replicas: 1}}");

        // shown in one version, asked for in another: the server keeps it in none of both
        assertThat(server(live).apply(live, desired, "us", false, TIME).conflicts())
                .isEmpty();
    }

    @Test
    void an_object_with_an_item_without_its_key_takes_no_apply() {
        Node.Obj live = yaml("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: a, uid: u}
                secrets: [{}]
                """);

        assertThatThrownBy(() -> server(live).apply(live, live.without("secrets"), "us", false, TIME))
                .isInstanceOf(GitOpsException.class)
                .hasMessageContaining("secrets[0]: the item has none of the keys [name]");
    }

    @Test
    void kubectl_remembers_annotations_without_a_value_as_empty_texts() {
        Node.Obj live = yaml("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: a
                  uid: u
                  annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}"}
                """);
        Node.Obj desired = yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {b: null}}}");

        Applied applied = server(live).apply(live, desired, "kubectl", true, TIME);

        assertThat(applied.object().text("metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration"))
                .contains("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\","
                        + "\"metadata\":{\"annotations\":{\"b\":\"\"},\"name\":\"a\"}}\n");
    }
}
