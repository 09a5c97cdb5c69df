package io.gitops4j.embedded;

import static io.gitops4j.embedded.Fixtures.MANAGER;
import static io.gitops4j.embedded.Fixtures.applied;
import static io.gitops4j.embedded.Fixtures.apply;
import static io.gitops4j.embedded.Fixtures.body;
import static io.gitops4j.embedded.Fixtures.configMap;
import static io.gitops4j.embedded.Fixtures.deployment;
import static io.gitops4j.embedded.Fixtures.key;
import static io.gitops4j.embedded.Fixtures.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the cluster adds to the rules of server-side apply: times, versions, definitions, what controllers write. */
class FieldOwnershipTest {
    private static final FieldManager APPLIER = FieldManager.apply(MANAGER);

    private final ManualClock clock = ManualClock.create();
    private final EmbeddedCluster cluster =
            EmbeddedCluster.builder().clock(clock).rollout(Rollout.none()).build();

    private static List<String> owned(Node.Obj object, FieldManager manager) {
        return ManagedFields.of(object).ownedBy(manager).members().stream()
                .map(FieldPath::printed)
                .toList();
    }

    @Test
    void keeps_the_times_of_an_apply_that_changes_nothing() {
        Live.Present first = applied(cluster, deployment(2));
        clock.advance(Duration.ofHours(1));

        assertThat(applied(cluster, deployment(2))).isEqualTo(first);
    }

    @Test
    void keeps_the_time_of_who_comes_to_own_what_is_so_already() {
        applied(cluster, configMap("one", "{a: x}"));
        clock.advance(Duration.ofHours(1));
        Node.Obj object = configMap("one", "{a: x}");

        cluster.apply(ApplyCall.of(key(object), object, "other"), Cancellation.none());

        ManagedFields managed = ManagedFields.of(body(cluster, object));
        assertThat(managed.find(APPLIER).orElseThrow().time()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(managed.find(FieldManager.apply("other")).orElseThrow().time())
                .isNull();
    }

    @Test
    void prunes_what_was_applied_in_another_version() {
        applied(cluster, Fixtures.definition());
        applied(cluster, (Node.Obj) Fixtures.widget("one").with(Path.of("spec", "colour"), Node.of("red")));
        Node.Obj older = Fixtures.widget("one").with("apiVersion", Node.of("example.com/v1beta1"));

        Live.Present live = applied(cluster, older);

        assertThat(live.body().object("spec")).isEqualTo(yaml("{size: 1}"));
        assertThat(live.managed().find(APPLIER).orElseThrow().apiVersion()).isEqualTo("example.com/v1beta1");
    }

    @Test
    void goes_by_the_schema_that_the_definition_has_now() {
        Node.Obj definition = definition("{size: {type: integer}}");
        applied(cluster, definition);
        Node.Obj widget = (Node.Obj) Fixtures.widget("one").with(Path.of("spec", "hue"), Node.of("red"));
        assertThat(apply(cluster, widget))
                .isInstanceOfSatisfying(
                        WriteResult.Rejected.class,
                        answer -> assertThat(answer.problem().text())
                                .isEqualTo(
                                        "Widget.example.com default/one, spec.hue: the object does not fit the schema"
                                                + " of its kind: .spec.hue: field not declared in schema"));

        applied(cluster, definition("{size: {type: integer}, hue: {type: string}}"));

        assertThat(applied(cluster, widget).body().object("spec")).isEqualTo(yaml("{size: 1, hue: red}"));
    }

    private static Node.Obj definition(String properties) {
        return (Node.Obj) Fixtures.definition()
                .with(
                        Path.of("spec", "versions").index(0).key("schema"),
                        yaml("{openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: "
                                + properties + "}}}}"));
    }

    @Test
    void says_every_field_that_is_not_as_the_schema_has_it() {
        Node.Obj object = yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: default}
                spec: {replicas: hunter2, replicsa: 3, template: {spec: {containers: [{name: a}, {name: a}]}}}
                """);

        assertThat(((WriteResult.Rejected) apply(cluster, object)).problem().message())
                .isEqualTo(
                        "the object does not fit the schema of its kind: .spec.replicas: expected a value of the type"
                                + " number, not a string; .spec.replicsa: field not declared in schema;"
                                + " .spec.template.spec.containers[1]: the item [name=\"a\"] is there twice");
    }

    @Test
    void rejects_items_that_are_alike_where_no_schema_is_known() {
        applied(cluster, Fixtures.definition());
        Node.Obj widget = (Node.Obj) Fixtures.widget("one")
                .with(
                        Path.of("metadata", "finalizers"),
                        Node.array(Node.of("example.com/a"), Node.of("example.com/a")));

        assertThat(apply(cluster, widget)).isInstanceOf(WriteResult.Rejected.class);
    }

    @Test
    void hands_nothing_over_where_the_apply_conflicts() {
        Node.Obj object = configMap("one", "{}");
        cluster.as("kubectl-client-side-apply").create(configMap("one", "{a: x}"));
        Live.Present live = cluster.as("kubectl-edit").set(key(object), Path.of("data", "b"), Node.of("x"));
        ApplyCall call = ApplyCall.of(key(object), configMap("one", "{b: z}"), MANAGER)
                .inheriting(Set.of(FieldManager.update("kubectl-client-side-apply")));

        assertThat(cluster.apply(call, Cancellation.none())).isInstanceOf(WriteResult.Conflict.class);

        assertThat(Fixtures.read(cluster, key(object))).isEqualTo(live);
    }

    @Test
    void lets_nobody_own_a_reference_to_an_owner_that_went() {
        Node.Obj owner = configMap("owner", "{a: x}");
        Node.Obj kept = configMap("kept", "{a: x}");
        String gone = applied(cluster, owner).uid();
        String stays = applied(cluster, kept).uid();
        Node.Obj owned = (Node.Obj) configMap("owned", "{a: x}")
                .with(
                        Path.of("metadata", "ownerReferences"),
                        Node.array(reference("owner", gone), reference("kept", stays)));
        applied(cluster, owned);

        cluster.delete(DeleteCall.of(key(owner), gone), Cancellation.none());

        assertThat(owned(body(cluster, owned), APPLIER))
                .contains(".metadata.ownerReferences[uid=\"" + stays + "\"]")
                .noneMatch(field -> field.contains(gone));
    }

    private static Node reference(String name, String uid) {
        return yaml("{apiVersion: v1, kind: ConfigMap, name: %s, uid: %s}".formatted(name, uid));
    }

    @Test
    void gives_the_label_of_a_namespace_to_who_creates_and_not_to_who_applies_it() {
        FieldManager creator = FieldManager.update("kubectl-create");
        Live.Present created = cluster.as(creator.name()).create(Fixtures.namespace("shop"));
        Live.Present applied = applied(cluster, Fixtures.namespace("web"));

        assertThat(owned(created.whole(), creator))
                .containsExactly(".metadata.labels", ".metadata.labels.kubernetes.io/metadata.name");
        assertThat(applied.whole().object("metadata").has("managedFields")).isFalse();
    }

    @Test
    void takes_a_null_that_somebody_sets_for_the_zero_value() {
        applied(cluster, deployment(2));

        Live.Present edited =
                cluster.as("kubectl-edit").set(key(deployment(2)), Path.of("spec", "replicas"), Node.nil());

        assertThat(edited.body().at("spec", "replicas")).isEmpty();
        assertThat(owned(edited.whole(), APPLIER)).doesNotContain(".spec.replicas");
    }

    @Test
    void keeps_the_nulls_in_the_defaults_of_a_definition() {
        Node.Obj definition = definition("{size: {type: object, nullable: true, default: {a: null}}}");
        applied(cluster, definition);
        Path value = Path.of("spec", "versions")
                .index(0)
                .key("schema")
                .key("openAPIV3Schema")
                .key("properties");
        Path size = value.key("spec").key("properties").key("size").key("default");

        assertThat(body(cluster, definition).at(size))
                .isEqualTo(definition.at(size))
                .isPresent();
    }
}
