package io.gitops4j.render.kustomize.internal.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamespaceTransformerTest {
    private static final String OBJECTS = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: plain
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: elsewhere
              namespace: other
            ---
            apiVersion: v1
            kind: Namespace
            metadata:
              name: old
            ---
            apiVersion: example.com/v1
            kind: Namespace
            metadata:
              name: kept
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata:
              name: binding
            subjects:
            - kind: ServiceAccount
              name: default
            - kind: User
              name: default
              namespace: other
            - kind: ServiceAccount
              name: robot
              namespace: other
            """;

    @Test
    void puts_into_the_namespace_what_may_have_one_and_renames_namespaces() {
        assertThat(SampleBuild.yaml(kustomization("namespace: shop", OBJECTS))).isEqualTo("""
                        apiVersion: v1
                        kind: ConfigMap
                        metadata:
                          name: plain
                          namespace: shop
                        ---
                        apiVersion: v1
                        kind: ConfigMap
                        metadata:
                          name: elsewhere
                          namespace: shop
                        ---
                        apiVersion: v1
                        kind: Namespace
                        metadata:
                          name: shop
                        ---
                        apiVersion: example.com/v1
                        kind: Namespace
                        metadata:
                          name: kept
                          namespace: shop
                        ---
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRoleBinding
                        metadata:
                          name: binding
                        subjects:
                        - kind: ServiceAccount
                          name: default
                          namespace: shop
                        - kind: User
                          name: default
                          namespace: shop
                        - kind: ServiceAccount
                          name: robot
                          namespace: other
                        """);
    }

    @Test
    void remembers_the_id_of_every_object_even_of_one_without_a_namespace() {
        assertThat(kustomization("namespace: shop", OBJECTS).list())
                .extracting(Item::originalId)
                .map(Object::toString)
                .containsExactly(
                        "ConfigMap.v1.[noGrp]/plain.default",
                        "ConfigMap.v1.[noGrp]/elsewhere.other",
                        "Namespace.v1.[noGrp]/old._non_namespaceable_",
                        "Namespace.v1.example.com/kept.default",
                        "ClusterRoleBinding.v1.rbac.authorization.k8s.io/binding._non_namespaceable_");
    }

    @Test
    void sets_the_subjects_that_the_mode_means() {
        assertThat(subjects("allServiceAccounts")).containsExactly("shop", "other", "shop");
        assertThat(subjects("defaultOnly")).containsExactly("shop", "shop", "other");
        assertThat(subjects("none")).containsExactly("", "other", "other");
        assertThatThrownBy(() -> subjects("all"))
                .hasMessage(
                        "config.yaml:5:1, setRoleBindingSubjects: invalid value \"all\" for setRoleBindingSubjects: "
                                + "must be one of \"defaultOnly\", \"none\" or \"allServiceAccounts\"");
    }

    private static Iterable<String> subjects(String mode) {
        Items items = plugin("""
                metadata:
                  name: any
                  namespace: shop
                # the mode counts, not the field spec
                setRoleBindingSubjects: %s
                fieldSpecs:
                - path: subjects/namespace
                  kind: ClusterRoleBinding
                """.formatted(mode));
        return items.get(4).body().array("subjects").items().stream()
                .map(subject -> subject.text("namespace").orElse(""))
                .toList();
    }

    @Test
    void leaves_what_is_set_where_only_unset_ones_are_meant() {
        Items items = plugin("""
                metadata:
                  name: any
                  namespace: shop
                unsetOnly: true
                fieldSpecs:
                - path: metadata/name
                  kind: Namespace
                  create: true
                """);
        assertThat(items.list())
                .extracting(item -> item.body().text("metadata", "namespace").orElse(""))
                .containsExactly("shop", "other", "", "shop", "");
        assertThat(items.get(2).id().name()).isEqualTo("old");
    }

    @Test
    void refuses_to_make_two_objects_one() {
        String twins = """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: same
                  namespace: a
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: same
                  namespace: b
                """;
        assertThatThrownBy(() -> kustomization("namespace: shop", twins))
                .hasMessageStartingWith("resources.yaml:7:1")
                .hasMessageContaining(
                        "namespace transformation produces ID conflict: ConfigMap.v1.[noGrp]/same.shop is "
                                + "ConfigMap.v1.[noGrp]/same.a of resources.yaml:1:1 already")
                .hasMessageContaining("kustomization.yaml:1:1");
    }

    @Test
    void tells_where_a_field_spec_meets_no_scalar() {
        assertThatThrownBy(() -> plugin("""
                        metadata:
                          name: any
                          namespace: shop
                        fieldSpecs:
                        - path: metadata
                          kind: ConfigMap
                        """))
                .hasMessageContaining("namespace transformation failed: considering field 'metadata' of object "
                        + "ConfigMap.v1.[noGrp]/plain.shop: wrong node kind: expected ScalarNode but got MappingNode; "
                        + "NamespaceTransformer of config.yaml:3:3");
    }

    @Test
    void names_the_line_that_asked_for_a_value() {
        Item item = kustomization("# first\nnamespace: shop", OBJECTS).get(0);
        assertThat(item.origins().at(Path.of("metadata", "namespace")))
                .hasToString("kustomization.yaml:2:1, namespace (NamespaceTransformer)");
        assertThat(item.origins().at(Path.of("metadata", "name"))).asString().startsWith("resources.yaml:4:9");
    }

    private static Items kustomization(String text, String objects) {
        return new SampleBuild(Map.of()).run(text, objects);
    }

    private static Items plugin(String config) {
        return SampleBuild.plugin(NamespaceTransformer::ofPlugin, config, OBJECTS);
    }
}
