package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.cluster.WriteResult.FieldOwner;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of {@link ClusterAdapterContract} for adapters whose managed fields are exactly those of the API server. */
abstract class ClusterAdapterContractOwnership {
    private static final Path TAGS = Path.of("spec", "tags");
    private static final Path CONTAINERS = Path.of("spec", "template", "spec", "containers");

    abstract ClusterFixture fixture();

    @BeforeEach
    void needs_exact_field_ownership() {
        fixture().assumeFieldOwnership();
    }

    @Test
    void records_the_fields_of_an_apply() {
        Node.Obj object = fixture().labelled(fixture().configMap("one", "{a: x}"), "tier", "web");
        fixture().applied(object);

        Node entry = fixture()
                .body(ClusterFixture.key(object))
                .object("metadata")
                .array("managedFields")
                .get(0);

        assertThat(entry.text("manager")).contains(ClusterFixture.MANAGER);
        assertThat(entry.text("operation")).contains("Apply");
        assertThat(entry.text("fieldsType")).contains("FieldsV1");
        assertThat(entry.at("fieldsV1"))
                .contains(ClusterFixture.yaml("{'f:data': {'f:a': {}}, 'f:metadata': {'f:labels': {'f:tier': {}}}}"));
    }

    @Test
    void merges_lists_by_their_keys() {
        Node.Obj object = fixture().deployment("web", "example.com/web:1");
        fixture().applied(object);
        Node.Obj sidecar = ClusterFixture.yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec: {template: {spec: {containers: [{name: proxy, image: 'example.com/proxy:1'}]}}}
                """.formatted(fixture().namespace()));

        fixture().applied(sidecar, ClusterFixture.OTHER);
        fixture().applied(fixture().deployment("web", "example.com/web:2"));

        Node containers =
                fixture().body(ClusterFixture.key(object)).at(CONTAINERS).orElseThrow();
        assertThat(((Node.Arr) containers).items())
                .extracting(one -> one.text("image").orElse(""))
                .containsExactlyInAnyOrder("example.com/web:2", "example.com/proxy:1");
    }

    @Test
    void rejects_fields_that_the_schema_does_not_know_or_has_with_another_type() {
        Node.Obj object = ClusterFixture.yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec: {replicas: hunter2, template: {replicsa: 3}}
                status: {reddy: hunter2}
                """.formatted(fixture().namespace()));

        Problem problem = ClusterFixture.rejected(fixture().apply(ClusterFixture.call(object, ClusterFixture.MANAGER)))
                .problem();

        assertThat(problem.code()).isEqualTo(Code.REJECTED);
        assertThat(problem.message())
                .contains(".spec.template.replicsa: field not declared in schema")
                .contains(".status.reddy: field not declared in schema")
                .contains(".spec.replicas: expected ")
                .doesNotContain("hunter2");
    }

    @Test
    void rejects_fields_that_a_definition_does_not_know() {
        Node.Obj object = tagged("{tags: [a], hue: red}");

        Problem problem = ClusterFixture.rejected(fixture().apply(ClusterFixture.call(object, ClusterFixture.MANAGER)))
                .problem();

        assertThat(problem.message()).contains(".spec.hue: field not declared in schema");
    }

    @Test
    void keeps_the_value_that_another_manager_owns_too() {
        Node.Obj object = fixture().configMap("one", "{a: x, b: x}");
        fixture().applied(object);
        fixture().applied(fixture().configMap("one", "{a: x}"), ClusterFixture.OTHER);

        fixture().applied(fixture().configMap("one", "{c: x}"));

        assertThat(fixture().body(ClusterFixture.key(object)).at("data")).contains(ClusterFixture.yaml("{a: x, c: x}"));
        assertThat(owned(object, FieldManager.apply(ClusterFixture.OTHER))).containsExactly(".data.a");
        assertThat(owned(object, FieldManager.apply(ClusterFixture.MANAGER))).containsExactly(".data.c");
    }

    @Test
    void tells_the_items_of_a_set_by_their_value() {
        Node.Obj object = tagged("{tags: [a, b]}");
        fixture().applied(object);
        fixture().applied(withTags(object, "b", "c"), ClusterFixture.OTHER);

        assertThat(tags(object)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(owned(object, FieldManager.apply(ClusterFixture.OTHER)))
                .containsExactly(".spec.tags[=\"b\"]", ".spec.tags[=\"c\"]");

        fixture().applied(withTags(object, "a"));
        assertThat(tags(object)).containsExactlyInAnyOrder("a", "b", "c");
        fixture().applied(withTags(object, "c"), ClusterFixture.OTHER);
        assertThat(tags(object)).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void removes_an_item_of_a_list_with_its_last_owner() {
        Node.Obj object = fixture().deployment("web", "example.com/web:1");
        Path container = CONTAINERS.index(1);
        Node proxy = ClusterFixture.yaml("{name: proxy, image: 'example.com/proxy:1'}");
        Node.Obj both = (Node.Obj) object.with(
                CONTAINERS, Node.array(object.at(CONTAINERS.index(0)).orElseThrow(), proxy));
        fixture().applied(both);
        fixture().applied(both, ClusterFixture.OTHER);

        fixture().applied(object);
        assertThat(fixture().body(ClusterFixture.key(object)).at(container)).isPresent();
        fixture().applied(object, ClusterFixture.OTHER);

        assertThat(fixture().body(ClusterFixture.key(object)).at(container)).isEmpty();
    }

    @Test
    void takes_a_null_for_the_zero_value_of_the_field() {
        Node.Obj object = fixture().deployment("web", "example.com/web:1");
        Node.Obj withNulls = (Node.Obj) object.with(Path.of("spec", "paused"), Node.nil())
                .with(Path.of("metadata", "annotations"), Node.object().with("note", Node.nil()));
        fixture().applied(withNulls);
        Live.Present live = ClusterFixture.present(fixture().read(ClusterFixture.key(object)));

        assertThat(live.body().at("spec", "paused")).isEmpty();
        assertThat(live.body().at("metadata", "annotations", "note")).contains(Node.of(""));
        assertThat(owned(object, FieldManager.apply(ClusterFixture.MANAGER)))
                .contains(".spec.paused", ".metadata.annotations.note");
    }

    @Test
    void keeps_no_empty_list_or_map_but_its_owner() {
        Node.Obj object = fixture().labelled(fixture().configMap("one", "{}"), "tier", "web");
        fixture().applied(object);

        assertThat(fixture().body(ClusterFixture.key(object)).has("data")).isFalse();
        assertThat(owned(object, FieldManager.apply(ClusterFixture.MANAGER)))
                .containsExactly(".data", ".metadata.labels.tier");
    }

    @Test
    void owns_nothing_of_the_status() {
        Node.Obj object = fixture().deployment("web", "example.com/web:1");
        fixture().applied((Node.Obj) object.with(Path.of("status", "replicas"), Node.of(77)));

        assertThat(owned(object, FieldManager.apply(ClusterFixture.MANAGER)))
                .contains(".spec.replicas")
                .noneMatch(field -> field.startsWith(".status"));
    }

    @Test
    void owns_the_plain_data_of_a_secret_where_it_was_said() {
        Node.Obj secret = ClusterFixture.yaml("""
                apiVersion: v1
                kind: Secret
                metadata: {name: login, namespace: %s}
                data: {user: YWxpY2U=}
                stringData: {password: open sesame}
                """.formatted(fixture().namespace()));

        fixture().applied(secret);

        assertThat(owned(secret, FieldManager.apply(ClusterFixture.MANAGER)))
                .containsExactly(".data.user", ".stringData.password");
    }

    @Test
    void lists_appliers_before_updaters() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        fixture().applied(object, ClusterFixture.OTHER);
        fixture().edit("kubectl-edit", ClusterFixture.key(object), Path.of("data", "b"), Node.of("x"));
        fixture().applied(fixture().configMap("one", "{c: x}"));

        Node.Obj live = fixture().body(ClusterFixture.key(object));
        assertThat(live.object("metadata").array("managedFields").items())
                .extracting(entry -> entry.text("operation").orElse(""))
                .containsExactly("Apply", "Apply", "Update");
        assertThat(ManagedFields.of(live).written())
                .isEqualTo(live.object("metadata").array("managedFields"));
    }

    private List<String> owned(Node.Obj object, FieldManager manager) {
        return ManagedFields.of(fixture().body(ClusterFixture.key(object))).ownedBy(manager).members().stream()
                .map(FieldPath::printed)
                .toList();
    }

    /** An object of a kind of its own, with a set of tags. */
    private Node.Obj tagged(String spec) {
        GroupKind kind = fixture().makeKind("Namespaced", """
                [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec:
                  {type: object, properties: {tags: {type: array, x-kubernetes-list-type: set, items: {type: string}}}}}}}}]
                """);
        return fixture().widget(kind, "v1", spec);
    }

    private static Node.Obj withTags(Node.Obj object, String... tags) {
        return (Node.Obj) object.with(
                TAGS, Node.array(Arrays.stream(tags).<Node>map(Node::of).toList()));
    }

    private List<String> tags(Node.Obj object) {
        return ((Node.Arr) fixture().body(ClusterFixture.key(object)).at(TAGS).orElseThrow())
                .items().stream().map(tag -> ((Node.Str) tag).value()).toList();
    }

    @Test
    void names_an_element_of_a_list_by_its_key() {
        fixture().applied(fixture().deployment("web", "example.com/web:1"), ClusterFixture.OTHER);

        WriteResult answer = fixture()
                .apply(ClusterFixture.call(fixture().deployment("web", "example.com/web:2"), ClusterFixture.MANAGER));

        assertThat(answer)
                .isEqualTo(new WriteResult.Conflict(List.of(
                        new FieldOwner(".spec.template.spec.containers[name=\"main\"].image", ClusterFixture.OTHER))));
    }
}
