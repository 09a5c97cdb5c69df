package io.gitops4j.embedded;

import static io.gitops4j.embedded.Fixtures.MANAGER;
import static io.gitops4j.embedded.Fixtures.applied;
import static io.gitops4j.embedded.Fixtures.apply;
import static io.gitops4j.embedded.Fixtures.body;
import static io.gitops4j.embedded.Fixtures.configMap;
import static io.gitops4j.embedded.Fixtures.key;
import static io.gitops4j.embedded.Fixtures.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActorTest {
    private final io.gitops4j.testkit.ManualClock clock = io.gitops4j.testkit.ManualClock.create();
    private final EmbeddedCluster cluster =
            EmbeddedCluster.builder().clock(clock).rollout(Rollout.none()).build();
    private final Actor alice = cluster.as("kubectl-edit");

    /** Manager, operation, subresource, time and fields of each entry. */
    private static List<String> owners(Node.Obj object) {
        return ManagedFields.of(object).entries().stream()
                .map(entry -> entry.manager().name() + " "
                        + entry.manager().operation().word() + " "
                        + entry.manager().subresource() + " " + entry.time() + " "
                        + entry.fields().members().stream()
                                .map(FieldPath::printed)
                                .toList())
                .toList();
    }

    @Test
    void takes_the_field_it_sets_at_that_time() {
        Node.Obj object = configMap("one", "{a: x, b: x}");
        applied(cluster, object);
        clock.advance(Duration.ofHours(1));

        Live.Present edited = alice.set(key(object), Path.of("data", "a"), Node.of("edited"));

        assertThat(owners(edited.whole()))
                .containsExactly(
                        MANAGER + " Apply  2026-01-01T00:00:00Z [.data.b]",
                        "kubectl-edit Update  2026-01-01T01:00:00Z [.data.a]");
    }

    @Test
    void leaves_nobody_owning_a_field_that_it_removes() {
        Node.Obj object = configMap("one", "{a: x, b: x}");
        applied(cluster, object);

        Live.Present edited = alice.remove(key(object), Path.of("data", "a"));

        assertThat(edited.body().object("data")).isEqualTo(yaml("{b: x}"));
        assertThat(owners(edited.whole())).containsExactly(MANAGER + " Apply  2026-01-01T00:00:00Z [.data.b]");
        assertThat(applied(cluster, object).body().object("data")).isEqualTo(yaml("{a: x, b: x}"));
    }

    @Test
    void owns_all_that_it_creates() {
        Live.Present created = alice.create(configMap("one", "{a: x}"));
        assertThat(owners(created.whole()))
                .containsExactly("kubectl-edit Update  2026-01-01T00:00:00Z [.data, .data.a]");
        assertThat(apply(cluster, configMap("one", "{a: q}")))
                .isEqualTo(new WriteResult.Conflict(List.of(new WriteResult.FieldOwner(".data.a", "kubectl-edit"))));
    }

    @Test
    void scales_through_the_subresource_and_counts_a_generation() {
        Node.Obj web = Fixtures.deployment(1);
        applied(cluster, web);

        Live.Present scaled = alice.scale(key(web), 5);

        assertThat(scaled.generation()).isEqualTo(2);
        assertThat(scaled.body().at("spec", "replicas")).contains(Node.of(5));
        assertThat(owners(scaled.whole())).last().isEqualTo("kubectl-edit Update scale null [.spec.replicas]");
    }

    @Test
    void writes_a_status_and_nothing_else_through_its_subresource() {
        Node.Obj web = Fixtures.deployment(1);
        applied(cluster, web);

        Live.Present written = alice.set(key(web), Path.of("status", "readyReplicas"), Node.of(1));

        assertThat(written.generation()).isEqualTo(1);
        assertThat(owners(written.whole()))
                .last()
                .isEqualTo("kubectl-edit Update status 2026-01-01T00:00:00Z [.status.readyReplicas]");
    }

    @Test
    void owns_of_a_keyed_list_the_field_of_the_item_that_it_changes() {
        Node.Obj web = Fixtures.deployment(1);
        applied(cluster, web);
        Path image = Path.of("spec", "template", "spec", "containers").index(0).key("image");

        Live.Present edited = alice.set(key(web), image, Node.of("example.com/web:2"));

        assertThat(owners(edited.whole()))
                .last()
                .isEqualTo(
                        "kubectl-edit Update  2026-01-01T00:00:00Z [.spec.template.spec.containers[name=\"web\"].image]");
    }

    @Test
    void changes_nothing_where_the_value_is_there_already() {
        Node.Obj object = configMap("one", "{a: x}");
        Live.Present live = applied(cluster, object);
        assertThat(alice.set(key(object), Path.of("data", "a"), Node.of("x"))).isEqualTo(live);
    }

    @Test
    void cannot_change_what_the_cluster_sets() {
        Node.Obj object = configMap("one", "{a: x}");
        Live.Present live = applied(cluster, object);
        assertThat(alice.set(key(object), Path.of("metadata", "uid"), Node.of("mine")))
                .isEqualTo(live);
    }

    @Test
    void says_why_the_cluster_refuses() {
        Node.Obj web = Fixtures.deployment(1);
        assertThatThrownBy(() -> alice.scale(key(web), 1))
                .hasMessage("Deployment.apps default/web: the object is not there");
        applied(cluster, web);
        assertThatThrownBy(() -> alice.set(key(web), Path.of("spec", "selector", "matchLabels", "app"), Node.of("x")))
                .hasMessage(
                        "Deployment.apps default/web, spec.selector: Deployment.apps \"web\" is invalid: spec.selector:"
                                + " field is immutable");
        assertThatThrownBy(() -> alice.create(web))
                .hasMessage("Deployment.apps default/web: the object is there already, or its kind is not served");
    }

    @Test
    void names_a_namespace_in_a_label_and_keeps_it() {
        Node.Obj namespace = Fixtures.namespace("shop");
        applied(cluster, namespace);
        Path labels = Path.of("metadata", "labels");
        assertThat(body(cluster, namespace).at(labels)).contains(yaml("{kubernetes.io/metadata.name: shop}"));
        assertThat(alice.remove(key(namespace), labels).body().at(labels))
                .contains(yaml("{kubernetes.io/metadata.name: shop}"));
    }
}
