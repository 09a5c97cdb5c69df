package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static io.gitops4j.e2e.Host.deployment;
import static io.gitops4j.e2e.Host.deploymentKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.DriftPolicy;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.reconcile.Applications;
import io.gitops4j.core.reconcile.ReconcileLoop;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.embedded.Faults;
import io.gitops4j.embedded.Requests;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Drift that a loop sees when it happens, long before the interval. */
class LiveDriftTest {
    private final Host host = Host.create();
    private final Gateway gateway = new Gateway(host.cluster);
    private ReconcileLoop loop;

    @AfterEach
    void close() {
        if (loop != null) {
            loop.close();
        }
        host.close();
    }

    private Application.Builder shop() {
        return host.app("shop").every(Duration.ofHours(10));
    }

    /** A loop whose first runs are over. */
    private void loop(Application... applications) {
        host.use(host.another(gateway, builder -> builder));
        loop = ReconcileLoop.start(host.reconciler(), Applications.of(applications));
        host.advance(Duration.ofHours(1));
        host.forgetEvents();
    }

    private void edit(String value) {
        host.cluster.as("alice").set(configMapKey("a"), Path.of("data", "x"), Node.of(value));
    }

    private List<String> runs() {
        return host.events(Event.Kind.RUN_STARTED).stream().map(Event::message).toList();
    }

    @Test
    void drift_is_reverted_within_a_second_and_for_two_requests() {
        host.declare("a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b"));
        loop(shop().build());
        edit("edited");

        Requests requests = host.during(() -> host.advance(Duration.ofSeconds(1)));

        assertThat(host.data("a", "x")).contains("1");
        assertThat(requests.get()).isEqualTo(1);
        assertThat(requests.apply()).isEqualTo(1);
        assertThat(runs()).containsExactly("drift: ConfigMap shop/a changed");
    }

    @Test
    void an_object_that_somebody_deletes_comes_back() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        loop(shop().build());

        host.cluster.as("alice").delete(configMapKey("a"));
        host.advance(Duration.ofSeconds(1));

        assertThat(host.data("a", "x")).contains("1");
    }

    @Test
    void our_own_writes_ask_for_no_run() {
        host.declare(
                "a.yaml", configMap("a", "x", "1"), "web.yaml", deployment("web", 1), "old.yaml", configMap("old"));
        loop(shop().build());
        host.declare("a.yaml", configMap("a", "x", "2"), "web.yaml", deployment("web", 2));

        loop.trigger(shop().build().id(), Host.MANUAL);
        host.advance(Duration.ofMinutes(5));

        assertThat(host.data("a", "x")).contains("2");
        assertThat(host.live(configMapKey("old"))).isEmpty();
        assertThat(runs()).hasSize(1);
    }

    @Test
    void our_own_writes_ask_for_no_run_where_the_watch_is_behind() {
        host.declare("a.yaml", configMap("a", "x", "1"), "old.yaml", configMap("old"));
        loop(shop().build());
        gateway.lag();
        host.declare("a.yaml", configMap("a", "x", "2"), "new.yaml", configMap("new"));
        loop.trigger(shop().build().id(), Host.MANUAL);
        host.advance(Duration.ofSeconds(5));
        gateway.deliver();
        host.advance(Duration.ofMinutes(5));

        assertThat(host.data("a", "x")).contains("2");
        assertThat(runs()).hasSize(1);
    }

    @Test
    void a_status_and_an_object_of_nobody_ask_for_no_run() {
        host.declare("web.yaml", deployment("web", 1));
        loop(shop().build());

        host.create("alice", Host.foreign("hers", "x", "1"));
        host.cluster.as("controller").set(deploymentKey("web"), Path.of("status", "readyReplicas"), Node.of(0));
        host.advance(Duration.ofMinutes(5));

        assertThat(runs()).isEmpty();
    }

    @Test
    void changes_that_come_together_are_one_run() {
        host.declare("a.yaml", configMap("a", "x", "1"), "web.yaml", deployment("web", 1));
        loop(shop().build());

        edit("2");
        edit("3");
        host.cluster.as("alice").scale(deploymentKey("web"), 4);
        host.advance(Duration.ofMinutes(5));

        assertThat(runs()).hasSize(1);
        assertThat(host.data("a", "x")).contains("1");
        assertThat(host.field(deploymentKey("web"), "spec", "replicas")).contains(Node.of(1));
    }

    @Test
    void drift_that_is_to_be_left_alone_is_told_once() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        loop(shop().onDrift(DriftPolicy.ALERT).build());

        edit("edited");
        host.advance(Duration.ofMinutes(30));

        assertThat(runs()).hasSize(1);
        assertThat(host.events(Event.Kind.DRIFT)).hasSize(1);
        assertThat(host.data("a", "x")).contains("edited");
    }

    @Test
    void somebody_who_writes_again_and_again_is_answered_less_and_less_often() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        loop(shop().build());
        int[] within = new int[2];
        for (int minute = 0; minute < 2; minute++) {
            int before = runs().size();
            for (int i = 0; i < 60; i++) {
                edit("edited " + minute + " " + i);
                host.advance(Duration.ofSeconds(1));
            }
            within[minute] = runs().size() - before;
        }
        host.advance(Duration.ofMinutes(2));

        assertThat(within[0]).isBetween(4, 10);
        assertThat(within[1]).isLessThanOrEqualTo(2);
        assertThat(host.data("a", "x")).contains("1");
    }

    @Test
    void a_controller_at_work_is_looked_at_every_few_seconds_and_delays_no_revert_for_long() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        loop(shop().build());
        for (int i = 0; i < 60; i++) {
            host.cluster.as("controller").set(configMapKey("a"), Path.of("data", "beat"), Node.of("" + i));
            host.advance(Duration.ofSeconds(1));
        }
        assertThat(runs().size()).isBetween(12, 20);
        assertThat(host.data("a", "x")).contains("1");

        edit("edited");
        host.advance(Duration.ofSeconds(5));

        assertThat(host.data("a", "x")).contains("1");
        assertThat(host.data("a", "beat")).contains("59");
    }

    @Test
    void changes_do_not_hurry_an_application_that_fails() {
        host.declare("a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b"));
        loop(shop().timeout(Duration.ZERO).build());
        host.cluster.faults().reject(configMapKey("b"), "quota exceeded", Faults.ALWAYS);
        host.declare("a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b", "x", "2"));
        loop.trigger(shop().build().id(), Host.MANUAL);
        for (int i = 0; i < 120; i++) {
            edit("edited " + i);
            host.advance(Duration.ofSeconds(1));
        }

        // the first one, and its retries after 5, 10, 20 and 40 seconds
        assertThat(runs()).hasSizeBetween(5, 6);
        assertThat(runs()).noneMatch(message -> message.startsWith("drift"));
    }

    @Test
    void a_suspended_application_is_left_alone() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        host.reconcile(host.shop());
        loop(shop().suspend().build());

        edit("edited");
        host.advance(Duration.ofMinutes(5));

        assertThat(runs()).isEmpty();
        assertThat(host.data("a", "x")).contains("edited");
    }

    @Test
    void drift_while_the_watch_was_cut_off_is_seen_when_it_is_back() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        loop(shop().build());
        gateway.cut();
        edit("edited");

        host.advance(Duration.ofSeconds(2));

        assertThat(host.data("a", "x")).contains("1");
    }

    @Test
    void drift_while_the_watch_had_expired_is_seen_when_it_is_back() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        loop(shop().build());
        host.cluster.expireWatches();
        host.cluster.as("alice").delete(configMapKey("a"));

        host.advance(Duration.ofSeconds(2));

        assertThat(host.data("a", "x")).contains("1");
    }

    @Test
    void a_closed_loop_watches_for_it_no_more() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        loop(shop().build());
        loop.close();

        edit("edited");
        host.advance(Duration.ofMinutes(5));

        assertThat(runs()).isEmpty();
        assertThat(host.reconciler().liveViews().get(0).objects()).isZero();
        assertThat(gateway.watches()).isZero();
    }
}
