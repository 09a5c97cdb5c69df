package io.gitops4j.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.tree.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScopingTest {
    private static final String WIDGETS = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.example.com}
            spec:
              group: example.com
              names: {kind: Widget, plural: widgets}
              scope: %s
              versions:
              - {name: v1, served: true, storage: true}
              - {name: v1alpha1, served: false, storage: false}
            ---
            """;

    @Test
    void an_object_without_a_namespace_goes_to_the_default_one() {
        Scoped scoped = Manifests.scoped("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: ""}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: other}
                """);
        assertThat(scoped.errors()).isEmpty();
        assertThat(scoped.resources().keys())
                .containsExactly(
                        new ResourceKey("", "ConfigMap", "other", "settings"),
                        new ResourceKey("", "ConfigMap", "shop", "settings"));
        Resource defaulted = scoped.resources()
                .find(new ResourceKey("", "ConfigMap", "shop", "settings"))
                .orElseThrow();
        assertThat(defaulted.body().text("metadata", "namespace")).contains("shop");
        assertThat(defaulted.location()).hasToString("app.yaml:1:1, ConfigMap shop/settings");
        assertThat(defaulted.manifest().origin(Path.of("metadata", "name")))
                .hasToString("app.yaml:3:18, metadata.name");
    }

    @Test
    void without_a_default_namespace_the_object_must_name_one() {
        assertThat(Manifests.texts(Manifests.scoped("", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                """).errors()))
                .containsExactly(
                        "app.yaml:3:11, ConfigMap settings, metadata.namespace: a ConfigMap lives in a namespace, the"
                                + " object names none, and the application has no default namespace; add"
                                + " metadata.namespace, or give the"
                                + " application a namespace");
    }

    @Test
    void the_namespace_of_an_object_of_the_cluster_is_left_out_with_a_warning() {
        Scoped scoped = Manifests.scoped("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: reader, namespace: shop}
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop, namespace: ""}
                """);
        assertThat(scoped.errors()).isEmpty();
        assertThat(Manifests.texts(scoped.warnings()))
                .containsExactly(
                        "app.yaml:3:37, ClusterRole shop/reader, metadata.namespace: a ClusterRole belongs to the"
                                + " cluster and has no namespace: \"shop\" is left out; remove metadata.namespace");
        assertThat(scoped.resources())
                .extracting(Resource::toString)
                .containsExactly("Namespace shop", "ClusterRole.rbac.authorization.k8s.io reader");
        assertThat(scoped.resources())
                .noneMatch(
                        resource -> resource.body().at("metadata", "namespace").isPresent());
    }

    @Test
    void a_definition_in_the_same_set_tells_the_scope_of_its_kind() {
        String widget = """
                apiVersion: example.com/v1
                kind: Widget
                metadata: {name: w}
                """;
        assertThat(Manifests.scoped(WIDGETS.formatted("Namespaced") + widget)
                        .resources()
                        .keys())
                .contains(new ResourceKey("example.com", "Widget", "shop", "w"));
        assertThat(Manifests.scoped(widget + "---\n" + WIDGETS.formatted("Cluster"))
                        .resources()
                        .keys())
                .contains(new ResourceKey("example.com", "Widget", "", "w"));
    }

    @Test
    void a_kind_that_nobody_declares_is_an_error_that_names_what_is_missing() {
        Scoped scoped = Manifests.scoped("""
                apiVersion: example.com/v1
                kind: Widget
                metadata: {name: w}
                ---
                apiVersion: v1
                kind: Konfig
                metadata: {name: k}
                """);
        assertThat(Manifests.texts(scoped.errors()))
                .containsExactly(
                        "app.yaml:2:7, Widget w, kind: no kind Widget in group example.com: the cluster does not"
                                + " serve it and no"
                                + " CustomResourceDefinition in this set declares it; apply its definition first or"
                                + " add it",
                        "app.yaml:6:7, Konfig k, kind: no kind Konfig in the core group: the cluster does not serve"
                                + " it; check"
                                + " apiVersion and kind");
        assertThat(scoped.errors()).extracting(problem -> problem.code()).containsOnly(Code.UNKNOWN_KIND);
    }

    @Test
    void a_version_that_nobody_serves_blocks_that_object_alone() {
        Scoped scoped = Manifests.scoped("""
                apiVersion: policy/v1beta1
                kind: PodDisruptionBudget
                metadata: {name: web}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                """);
        assertThat(scoped.errors()).isEmpty();
        assertThat(scoped.resources().keys()).containsExactly(new ResourceKey("", "ConfigMap", "shop", "settings"));
        assertThat(scoped.blocked()).singleElement().satisfies(blocked -> {
            assertThat(blocked.key()).contains(new ResourceKey("policy", "PodDisruptionBudget", "shop", "web"));
            assertThat(blocked.problem().code()).isEqualTo(Code.VERSION_NOT_SERVED);
            assertThat(blocked.problem().text())
                    .isEqualTo("app.yaml:1:13, PodDisruptionBudget web, apiVersion: the cluster does not serve"
                            + " PodDisruptionBudget in policy/v1beta1, but in policy/v1; move the object to policy/v1");
        });
    }

    @Test
    void a_version_that_the_definition_in_the_set_does_not_serve_blocks_the_object() {
        Scoped scoped = Manifests.scoped(WIDGETS.formatted("Namespaced") + """
                apiVersion: example.com/v1alpha1
                kind: Widget
                metadata: {name: w}
                """);
        assertThat(scoped.errors()).isEmpty();
        assertThat(scoped.blocked())
                .extracting(blocked -> blocked.problem().message())
                .containsExactly(
                        "the cluster does not serve Widget in example.com/v1alpha1, but in example.com/v1; move the"
                                + " object to example.com/v1");
    }

    @Test
    void a_group_that_did_not_answer_blocks_its_objects_and_protects_every_key_that_they_may_have() {
        Scoped scoped = Manifests.scoped("""
                apiVersion: broken.io/v1
                kind: Gadget
                metadata: {name: g}
                ---
                apiVersion: broken.io/v1
                kind: Gadget
                metadata: {name: h, namespace: shop}
                """);
        assertThat(scoped.errors()).isEmpty();
        assertThat(scoped.blocked()).hasSize(2).allSatisfy(blocked -> {
            assertThat(blocked.key()).isEqualTo(Optional.empty());
            assertThat(blocked.problem()).isEqualTo(Manifests.WEBHOOK_DOWN);
        });
        Blocked anywhere = scoped.blocked().get(0);
        assertThat(anywhere.concerns(new ResourceKey("broken.io", "Gadget", "", "g")))
                .isTrue();
        assertThat(anywhere.concerns(new ResourceKey("broken.io", "Gadget", "other", "g")))
                .isTrue();
        assertThat(anywhere.concerns(new ResourceKey("broken.io", "Gadget", "other", "h")))
                .isFalse();
        Blocked inShop = scoped.blocked().get(1);
        assertThat(inShop.concerns(new ResourceKey("broken.io", "Gadget", "shop", "h")))
                .isTrue();
        assertThat(inShop.concerns(new ResourceKey("broken.io", "Gadget", "", "h")))
                .isTrue();
        assertThat(inShop.concerns(new ResourceKey("broken.io", "Gadget", "other", "h")))
                .isFalse();
    }

    @Test
    void one_object_declared_twice_is_an_error_that_names_both_places() {
        assertThat(Manifests.texts(Manifests.scoped("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: shop}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: shop}
                """).errors()))
                .containsExactly(
                        "app.yaml:5:1, ConfigMap shop/settings: the object is declared twice, first at app.yaml:1:1"
                                + " (one of the"
                                + " two names no namespace and goes to shop too); remove one of them, or rename it",
                        "app.yaml:9:1, ConfigMap shop/settings: the object is declared twice, first at app.yaml:1:1;"
                                + " remove one"
                                + " of them, or rename it");
    }

    @Test
    void a_blocked_object_counts_as_declared() {
        assertThat(Manifests.scoped("""
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: web}
                ---
                apiVersion: policy/v1beta1
                kind: PodDisruptionBudget
                metadata: {name: web}
                """).errors())
                .extracting(problem -> problem.code())
                .containsExactly(Code.DUPLICATE_OBJECT);
    }

    @Test
    void a_list_that_a_transformer_made_is_opened() {
        Scoped scoped = Manifests.scoped("""
                apiVersion: v1
                kind: ConfigMapList
                items:
                - metadata: {name: one}
                - two
                """);
        assertThat(scoped.resources().keys()).containsExactly(new ResourceKey("", "ConfigMap", "shop", "one"));
        assertThat(scoped.errors())
                .extracting(problem -> problem.where().toString())
                .containsExactly("app.yaml:5:3, ConfigMapList, items[1]");
    }
}
