package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static io.gitops4j.e2e.Host.deployment;
import static io.gitops4j.e2e.Host.deploymentKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.reconcile.Removal;
import io.gitops4j.core.resource.OwnerMark;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The end of an application. */
class RemovalTest {
    private final Host host = Host.create();

    @BeforeEach
    void deliver() {
        host.declare("web.yaml", deployment("web", 2), "a.yaml", configMap("a", "x", "1"));
        host.reconcile(host.shop());
    }

    @AfterEach
    void close() {
        host.close();
    }

    private Run remove(Application application, Removal removal) {
        Run run = host.reconciler().remove(application, removal, Host.MANUAL, Cancellation.none());
        host.pump();
        return run;
    }

    @Test
    void its_objects_go_and_it_is_forgotten() {
        Run run = remove(host.shop(), Removal.DELETE_OBJECTS);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(run.steps())
                .hasSize(2)
                .allSatisfy(step -> assertThat(step.change().action()).isEqualTo(Action.PRUNE));
        assertThat(host.live(configMapKey("a"))).isEmpty();
        assertThat(host.live(deploymentKey("web"))).isEmpty();
        assertThat(host.store.applications()).isEmpty();
        assertThat(host.reconciler().history(host.shop().id(), Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void an_application_that_does_not_prune_is_removed_all_the_same() {
        remove(host.app("shop").keepUndeclared().suspend().build(), Removal.DELETE_OBJECTS);

        assertThat(host.live(configMapKey("a"))).isEmpty();
    }

    @Test
    void objects_of_others_stay() {
        host.create("alice", Host.foreign("hers"));

        remove(host.shop(), Removal.DELETE_OBJECTS);

        assertThat(host.live(configMapKey("hers"))).isPresent();
    }

    @Test
    void its_objects_stay_without_our_mark_and_with_their_values() {
        String uid = host.uid(deploymentKey("web"));
        host.cluster.as("alice").scale(deploymentKey("web"), 7);

        Run run = remove(host.shop(), Removal.KEEP_OBJECTS);

        assertThat(run.outcome().kind()).isIn(Outcome.Kind.APPLIED, Outcome.Kind.NO_CHANGE);
        assertThat(host.uid(deploymentKey("web"))).isEqualTo(uid);
        for (var key : List.of(deploymentKey("web"), configMapKey("a"))) {
            assertThat(host.field(key, "metadata", "annotations", OwnerMark.ANNOTATION))
                    .isEmpty();
            assertThat(host.field(key, "metadata", "labels", OwnerMark.LABEL)).isEmpty();
        }
        assertThat(host.field(deploymentKey("web"), "spec", "replicas")).contains(Node.of(7));
        assertThat(host.field(deploymentKey("web"), "spec", "template", "metadata", "labels", "app"))
                .contains(Node.of("web"));
        assertThat(host.data("a", "x")).contains("1");
        assertThat(host.store.applications()).isEmpty();
    }

    @Test
    void what_was_kept_is_adopted_by_the_next_application() {
        remove(host.shop(), Removal.KEEP_OBJECTS);
        host.declareIn("other", "a.yaml", configMap("a", "x", "2"));

        Run run = host.reconcile(host.app("other", "other").build());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.data("a", "x")).contains("2");
    }

    @Test
    void a_removal_that_fails_keeps_what_is_left_and_can_be_repeated() {
        host.cluster.faults().reject(configMapKey("a"), "protected by policy", 1);

        Run first = remove(host.shop(), Removal.DELETE_OBJECTS);
        var left = host.store.load(host.shop().id()).inventory().entries().keySet();
        Run second = remove(host.shop(), Removal.DELETE_OBJECTS);

        assertThat(first.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(left).containsExactly(configMapKey("a"));
        assertThat(second.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.store.applications()).isEmpty();
    }

    @Test
    void taking_the_mark_off_that_fails_can_be_repeated() {
        host.cluster.faults().reject(configMapKey("a"), "read only", 1);

        Run first = remove(host.shop(), Removal.KEEP_OBJECTS);
        Run second = remove(host.shop(), Removal.KEEP_OBJECTS);

        assertThat(first.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(Host.messages(first).get(0)).contains("our mark could not be taken off ConfigMap shop/a");
        assertThat(second.outcome().kind()).isIn(Outcome.Kind.APPLIED, Outcome.Kind.NO_CHANGE);
        assertThat(host.live(configMapKey("a"))).isPresent();
        assertThat(host.store.applications()).isEmpty();
    }

    @Test
    void the_source_is_not_needed_to_remove_an_application() {
        host.git.remove();

        assertThat(remove(host.shop(), Removal.DELETE_OBJECTS).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.live(configMapKey("a"))).isEmpty();
    }

    @Test
    void an_application_that_names_another_cluster_is_refused_while_it_has_objects() {
        host.declare("a.yaml", Host.configMap("a", "x", "1"));
        host.reconcile(host.shop());
        Application moved = host.shop().toBuilder().to("elsewhere").build();

        Run run = host.reconcile(moved);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(Host.messages(run))
                .containsExactly("application shop, cluster: it names elsewhere, and objects of it are on embedded; "
                        + "remove it from there first, or deliver to elsewhere under another name");
        for (Removal removal : Removal.values()) {
            Run ending = host.reconciler().remove(moved, removal, Host.MANUAL, Cancellation.none());
            assertThat(Host.messages(ending)).isEqualTo(Host.messages(run));
        }
        assertThat(host.data("a", "x")).contains("1");
        assertThat(host.field(configMapKey("a"), "metadata", "labels", OwnerMark.LABEL))
                .isPresent();
        assertThat(host.reconcile(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
    }
}
