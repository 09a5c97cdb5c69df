package io.gitops4j.render.kustomize.internal.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenApiChoiceTest {
    private static final Node.Obj CUSTOM = yaml("""
            definitions:
              Foo:
                x-kubernetes-group-version-kind: [{group: example.com, version: v1, kind: Foo}]
                properties:
                  spec: {$ref: "#/definitions/Spec"}
                  loop: {$ref: "#/definitions/Loop"}
                  by: {additionalProperties: {$ref: "#/definitions/Spec/properties/list"}}
              Spec:
                properties:
                  list:
                    type: array
                    items: {$ref: "#/definitions/Spec"}
                    x-kubernetes-patch-strategy: retainKeys,merge
                    x-kubernetes-patch-merge-key: id
                  replaced:
                    type: array
                    x-kubernetes-patch-merge-key: id
              Loop: {$ref: "#/definitions/Loop"}
            paths:
              /apis/example.com/v1/foos:
                get: {x-kubernetes-group-version-kind: {group: example.com, version: v1, kind: Foo}}
              /apis/example.com/v1/namespaces/{namespace}/bars:
                get: {x-kubernetes-group-version-kind: {group: example.com, version: v1, kind: Bar}}
              /apis/example.com/v1/bars:
                get: {x-kubernetes-group-version-kind: {group: example.com, version: v1, kind: Bar}}
            """);

    private static Node.Obj yaml(String text) {
        return (Node.Obj) Parser.strict().parseYaml("openapi.yaml", text).get(0).root();
    }

    private static @Nullable MergeType at(@Nullable MergeType type, String... fields) {
        MergeType found = type;
        for (String field : fields) {
            found = found == null ? null : field.equals("[]") ? found.items() : found.field(field);
        }
        return found;
    }

    private static MergeType existing(@Nullable MergeType type, String... fields) {
        return Objects.requireNonNull(at(type, fields));
    }

    @Test
    void kubernetes_has_the_keys_of_its_lists() {
        MergeType deployment = existing(new OpenApiChoice().schema().of("apps/v1", "Deployment"));
        MergeType pod = existing(deployment, "spec", "template", "spec");
        assertThat(existing(pod, "containers").keys()).containsExactly("name");
        assertThat(existing(pod, "containers", "[]", "ports").keys()).containsExactly("containerPort", "protocol");
        assertThat(existing(pod, "containers", "[]", "volumeMounts").keys()).containsExactly("mountPath");
        assertThat(existing(pod, "volumes").isMerged()).isTrue();
        assertThat(at(pod, "tolerations")).isNull();
        assertThat(existing(deployment, "metadata", "finalizers").isMerged()).isTrue();
        assertThat(existing(deployment, "metadata", "finalizers").keys()).isEmpty();
    }

    @Test
    void the_kustomization_file_has_its_own() {
        MergeType file = existing(new OpenApiChoice().schema().of("kustomize.config.k8s.io/v1beta1", "Kustomization"));
        assertThat(existing(file, "configMapGenerator").keys()).containsExactly("name");
    }

    @Test
    void a_document_of_one_s_own_takes_the_place_of_kubernetes() {
        OpenApiChoice choice = new OpenApiChoice();
        choice.choose(null, CUSTOM, true);
        MergeType foo = existing(choice.schema().of("example.com/v1", "Foo"));
        assertThat(existing(foo, "spec", "list").keys()).containsExactly("id");
        assertThat(existing(foo, "spec", "list", "[]", "list").isMerged()).isTrue();
        assertThat(existing(foo, "by", "any").isMerged()).isTrue();
        assertThat(existing(foo, "spec", "replaced").isMerged()).isFalse();
        assertThat(at(foo, "loop")).isNull();
        assertThat(choice.schema().of("apps/v1", "Deployment")).isNull();
        assertThat(choice.schema().of("kustomize.config.k8s.io/v1beta1", "Kustomization"))
                .isNotNull();
    }

    @Test
    void what_was_read_before_stays() {
        OpenApiChoice choice = new OpenApiChoice();
        assertThat(choice.schema().of("apps/v1", "Deployment")).isNotNull();
        choice.choose(null, CUSTOM, false);
        assertThat(choice.schema().of("apps/v1", "Deployment")).isNotNull();
        assertThat(choice.schema().of("example.com/v1", "Foo")).isNotNull();
    }

    @Test
    void asking_for_the_scope_of_a_kind_nobody_knows_brings_kubernetes_in_later() {
        OpenApiChoice choice = new OpenApiChoice();
        assertThat(choice.clusterScoped(Gvk.of("example.com/v1", "Foo"))).isFalse();
        choice.choose(null, CUSTOM, false);
        assertThat(choice.schema().of("apps/v1", "Deployment")).isNotNull();
        assertThat(choice.clusterScoped(Gvk.of("example.com/v1", "Foo"))).isTrue();
    }

    @Test
    void the_first_choice_counts_unless_the_root_chooses() {
        OpenApiChoice choice = new OpenApiChoice();
        choice.choose("v1.21.2", null, true);
        choice.choose(null, CUSTOM, false);
        assertThat(choice.schema().of("example.com/v1", "Foo")).isNull();
        choice.choose(null, CUSTOM, true);
        assertThat(choice.schema().of("example.com/v1", "Foo")).isNotNull();
    }

    @Test
    void kinds_without_namespaces_are_known() {
        OpenApiChoice choice = new OpenApiChoice();
        assertThat(choice.clusterScoped(Gvk.of("v1", "Namespace"))).isTrue();
        assertThat(choice.clusterScoped(Gvk.of("rbac.authorization.k8s.io/v1", "ClusterRole")))
                .isTrue();
        assertThat(choice.clusterScoped(Gvk.of("v1", "ConfigMap"))).isFalse();
        choice.choose(null, CUSTOM, true);
        assertThat(choice.clusterScoped(Gvk.of("example.com/v1", "Foo"))).isTrue();
        assertThat(choice.clusterScoped(Gvk.of("example.com/v1", "Bar"))).isFalse();
        assertThat(choice.clusterScoped(Gvk.of("v1", "Namespace"))).isTrue();
    }

    @Test
    void a_version_that_is_not_there_and_two_choices_are_errors() {
        assertThatThrownBy(() -> new OpenApiChoice().choose("v1.14.1", null, true))
                .hasMessage(
                        "the specified OpenAPI version is not built in: v1.14.1; use v1.21.2, or name a document of your"
                                + " own by path");
        assertThatThrownBy(() -> new OpenApiChoice().choose("v1.21.2", CUSTOM, true))
                .hasMessage("builtin version and custom schema provided, cannot use both");
    }
}
