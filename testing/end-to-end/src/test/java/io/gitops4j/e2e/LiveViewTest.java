package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static io.gitops4j.e2e.Host.deployment;
import static io.gitops4j.e2e.Host.deploymentKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.Clusters;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.Removal;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.view.LiveViewStats;
import io.gitops4j.embedded.Requests;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is asked of the cluster, and what is known without asking. */
class LiveViewTest extends LiveViewFixture {
    private static final String ROOM = "apiVersion: acme.example/v1\nkind: Room\nmetadata: {name: r}\nspec: {}\n";

    // ---- what is asked

    @Test
    void an_application_that_did_not_change_is_looked_at_without_any_request() {
        host.declare("a.yaml", configMap("a", "x", "1"), "web.yaml", deployment("web", 1));
        warmUp();

        assertThat(reconciled()).isEqualTo(NONE);
        assertThat(host.during(() -> host.plan(host.shop()))).isEqualTo(NONE);
        assertThat(host.during(() -> host.status(host.shop()))).isEqualTo(NONE);
        host.advance(Duration.ofMinutes(9));
        assertThat(reconciled()).isEqualTo(NONE);
    }

    @Test
    void who_looks_once_only_reads_what_is_declared() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));

        assertThat(host.during(() -> host.plan(host.shop()))).isEqualTo(new Requests(1, 2, 0, 0, 0, 0, 0));
        assertThat(gateway.watches()).isZero();
    }

    @Test
    void a_change_in_git_is_one_fresh_read_and_one_write() {
        host.declare("a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b"));
        warmUp();
        host.declare("a.yaml", configMap("a", "x", "2"), "b.yaml", configMap("b"));

        assertThat(reconciled()).isEqualTo(new Requests(0, 1, 0, 0, 1, 0, 0));
        assertThat(reconciled()).isEqualTo(NONE);
    }

    @Test
    void applications_share_one_watch_for_a_kind() {
        host.declare("a.yaml", configMap("a"));
        host.declareIn("other", "b.yaml", configMap("b"));
        Application other = host.app("other", "other").build();
        warmUp();
        host.reconcile(other);

        Requests second = host.during(() -> host.reconcile(other));

        assertThat(second).isEqualTo(NONE);
        assertThat(feed("ConfigMap").mode()).isEqualTo(LiveViewStats.Mode.WATCHED);
    }

    @Test
    void what_nobody_manages_is_not_held() {
        for (int i = 0; i < 20; i++) {
            host.create("alice", Host.foreign("foreign-" + i, "x", "1"));
        }
        host.declare("a.yaml", configMap("a"));
        warmUp();

        assertThat(stats().objects()).isEqualTo(1);
        assertThat(stats().estimatedBytes()).isBetween(500L, 20_000L);
    }

    // ---- what is seen

    @Test
    void an_edit_is_seen_without_a_read() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        warmUp();
        edit("a", "edited");
        Plan[] plan = new Plan[1];

        assertThat(host.during(() -> plan[0] = host.plan(host.shop()))).isEqualTo(NONE);
        assertThat(plan[0].changes()).hasSize(1);
    }

    @Test
    void we_read_what_we_wrote_while_the_watch_is_behind() {
        host.declare("a.yaml", configMap("a", "x", "1"), "old.yaml", configMap("old"));
        warmUp();
        gateway.lag();
        host.declare("a.yaml", configMap("a", "x", "2"), "new.yaml", configMap("new"));
        host.reconcile(host.shop());

        assertThat(reconciled()).isEqualTo(NONE);
        for (int i = 0; i < 10; i++) {
            gateway.deliverOne();
            assertThat(reconciled()).isEqualTo(NONE);
        }
    }

    @Test
    void an_old_event_does_not_bring_back_what_we_removed_and_made_anew() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        warmUp();
        gateway.lag();
        edit("a", "2");
        edit("a", "3");
        host.declare("b.yaml", configMap("b"));
        host.reconcile(host.shop());
        boolean gone = host.live(configMapKey("a")).isEmpty();
        host.declare("a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());

        assertThat(gone).isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(host.plan(host.shop()).isEmpty()).isTrue();
            gateway.deliverOne();
        }
    }

    @Test
    void a_list_that_was_made_before_our_write_does_not_undo_it() {
        host.declare("a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b"));
        warmUp();
        host.declare("a.yaml", configMap("a", "x", "2"), "b.yaml", configMap("b"));
        Plan plan = host.plan(host.shop());
        host.cluster.expireWatches();
        gateway.lag();
        gateway.afterNextList(() -> host.reconciler().apply(plan, Host.MANUAL, Cancellation.none()));
        host.pump();

        assertThat(host.data("a", "x")).contains("2");
        assertThat(host.plan(host.shop()).isEmpty()).isTrue();
        gateway.deliver();
        assertThat(host.plan(host.shop()).isEmpty()).isTrue();
    }

    @Test
    void a_write_whose_answer_was_lost_is_read_again() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        warmUp();
        gateway.lag();
        host.cluster.faults().loseAnswer(configMapKey("a"), 1);
        host.declare("a.yaml", configMap("a", "x", "2"));
        host.start(host.shop());

        assertThat(host.plan(host.shop()).isEmpty()).isTrue();
    }

    // ---- kinds that come and go

    @Test
    void a_definition_that_somebody_adds_is_known_when_it_is_needed() {
        host.declare("a.yaml", configMap("a"));
        warmUp();
        host.create("admin", Samples.definition("acme.example", "Room", "rooms", "Namespaced"));
        host.declare("a.yaml", configMap("a"), "room.yaml", ROOM);

        assertThat(host.reconcile(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        host.reconcile(host.shop());
        assertThat(reconciled()).isEqualTo(NONE);
    }

    @Test
    void a_definition_of_the_application_and_its_object_are_kept_like_all_others() {
        host.declare("crd.yaml", Samples.definition("acme.example", "Room", "rooms", "Namespaced"), "room.yaml", ROOM);
        warmUp();
        host.reconcile(host.shop());

        assertThat(reconciled()).isEqualTo(NONE);
    }

    @Test
    void a_definition_that_goes_takes_its_kind_along() {
        host.create("admin", Samples.definition("acme.example", "Room", "rooms", "Namespaced"));
        host.declare("a.yaml", configMap("a"), "room.yaml", ROOM);
        warmUp();
        host.reconcile(host.shop());
        host.cluster
                .as("admin")
                .delete(new ResourceKey("apiextensions.k8s.io", "CustomResourceDefinition", "", "rooms.acme.example"));
        host.advance(Duration.ofMinutes(1));

        assertThat(host.reconcile(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        host.declare("a.yaml", configMap("a"));
        assertThat(host.reconcile(host.shop()).outcome().kind()).isIn(Outcome.Kind.NO_CHANGE, Outcome.Kind.APPLIED);
    }

    @Test
    void an_unknown_kind_is_asked_for_but_not_again_and_again() {
        host.declare("room.yaml", ROOM);
        host.reconcile(host.shop());
        host.reconcile(host.shop());

        assertThat(reconciled()).isEqualTo(NONE);
        host.advance(Duration.ofSeconds(3));
        assertThat(reconciled().discover()).isEqualTo(1);
    }

    // ---- how long

    @Test
    void another_adapter_for_the_same_cluster_ends_the_old_view() {
        Gateway second = new Gateway(host.cluster);
        ClusterAdapter[] now = {gateway};
        Clusters clusters = (name, identity) -> now[0];
        host.use(host.another(gateway, builder -> builder.clusters(clusters)));
        host.declare("a.yaml", configMap("a"), "web.yaml", deployment("web", 1));
        warmUp();
        int before = gateway.watches();
        now[0] = second;
        warmUp();

        assertThat(before).isGreaterThanOrEqualTo(2);
        assertThat(gateway.watches()).isZero();
        assertThat(second.watches()).isEqualTo(before);
        assertThat(host.reconciler().liveViews()).hasSize(1);
    }

    @Test
    void a_closed_reconciler_watches_nothing() {
        host.declare("a.yaml", configMap("a"), "web.yaml", deployment("web", 1));
        warmUp();
        gateway.cut();

        host.reconciler().close();
        host.advance(Duration.ofMinutes(2));

        assertThat(gateway.watches()).isZero();
        assertThat(host.scheduler.waiting()).isZero();
        assertThat(host.reconciler().liveViews()).isEmpty();
    }

    @Test
    void what_nobody_reads_for_an_hour_is_let_go_of() {
        host.declare("a.yaml", configMap("a"), "web.yaml", deployment("web", 1));
        host.declareIn("other", "b.yaml", configMap("b"));
        warmUp();
        host.advance(Duration.ofMinutes(61));

        host.reconcile(host.app("other", "other").build());

        assertThat(stats().feeds()).extracting(feed -> feed.kind().kind()).doesNotContain("Deployment");
        assertThat(stats().objects()).isZero();
    }

    @Test
    void an_application_that_was_removed_holds_nothing() {
        host.declare("web.yaml", deployment("web", 1));
        warmUp();

        host.reconciler().remove(host.shop(), Removal.DELETE_OBJECTS, Host.MANUAL, Cancellation.none());

        assertThat(host.live(deploymentKey("web"))).isEmpty();
        assertThat(stats().objects()).isZero();
        assertThat(stats().feeds()).isEmpty();
    }
}
