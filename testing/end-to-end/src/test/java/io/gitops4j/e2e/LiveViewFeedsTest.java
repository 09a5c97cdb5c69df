package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.ReconcilerBuilder;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.view.LiveViewLimits;
import io.gitops4j.core.view.LiveViewStats;
import io.gitops4j.embedded.Requests;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Where a list or a watch fails, expires, is forbidden or does not fit. */
class LiveViewFeedsTest extends LiveViewFixture {
    // ---- what fails

    @Test
    void an_expired_watch_is_listed_anew_and_brings_what_it_missed() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        warmUp();
        host.cluster.expireWatches();
        edit("a", "edited");
        host.pump();

        Plan[] plan = new Plan[1];
        Requests requests = host.during(() -> plan[0] = host.plan(host.shop()));
        // kinds may have come and gone as well
        assertThat(requests).isEqualTo(new Requests(1, 0, 0, 0, 0, 0, 0));
        assertThat(plan[0].changes()).hasSize(1);
    }

    @Test
    void while_a_watch_is_cut_off_objects_are_read_by_key_and_then_from_memory_again() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        warmUp();
        gateway.cut();
        edit("a", "edited");

        Requests cut =
                host.during(() -> assertThat(host.plan(host.shop()).isEmpty()).isFalse());
        host.advance(Duration.ofSeconds(10));
        Requests later =
                host.during(() -> assertThat(host.plan(host.shop()).isEmpty()).isFalse());

        assertThat(cut.get()).isEqualTo(1);
        assertThat(cut.list()).isZero();
        assertThat(later).isEqualTo(NONE);
    }

    @Test
    void a_list_that_fails_makes_nothing_absent_and_is_tried_again() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        warmUp();
        host.cluster.faults().unreadable(new GroupKind("", "ConfigMap"), "etcd is slow");
        host.cluster.expireWatches();
        host.advance(Duration.ofMinutes(2));
        Plan blocked = host.plan(host.shop());
        String reason = feed("ConfigMap").reason().orElseThrow();
        host.cluster.faults().clear();
        host.advance(Duration.ofMinutes(1));

        assertThat(blocked.changes()).noneMatch(change -> change.action() == Action.CREATE);
        assertThat(reason).isEqualTo("etcd is slow");
        assertThat(reconciled()).isEqualTo(NONE);
    }

    @Test
    void a_tenant_that_sees_its_namespace_alone_has_a_watch_of_that() {
        gateway.forbidTheCluster();
        host.declare("a.yaml", configMap("a", "x", "1"));
        warmUp();

        assertThat(reconciled().reads()).isZero();
        assertThat(feed("ConfigMap").namespace()).isEqualTo("shop");
        edit("a", "edited");
        assertThat(host.plan(host.shop()).changes()).hasSize(1);
    }

    @Test
    void who_may_list_nothing_reads_by_key_each_time() {
        gateway.forbidLists();
        host.declare("a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b"));
        warmUp();

        Requests requests = reconciled();

        assertThat(requests).isEqualTo(new Requests(0, 2, 0, 0, 0, 0, 0));
        assertThat(feed("ConfigMap").mode()).isEqualTo(LiveViewStats.Mode.BY_KEY);
        assertThat(feed("ConfigMap").reason()).contains("may not list ConfigMap");
        assertThat(stats().objects()).isZero();
    }

    @Test
    void a_kind_that_exceeds_the_limit_is_read_by_key() {
        host.use(host.another(gateway, limited(LiveViewLimits.defaults().withObjects(2))));
        host.declare(
                "a.yaml",
                configMap("a"),
                "b.yaml",
                configMap("b"),
                "c.yaml",
                configMap("c"),
                "web.yaml",
                deployment("web", 1));
        warmUp();

        assertThat(reconciled()).isEqualTo(new Requests(0, 3, 0, 0, 0, 0, 0));
        assertThat(feed("ConfigMap").reason().orElseThrow()).startsWith("it would exceed the limit of 2 objects");
        assertThat(feed("Deployment").mode()).isEqualTo(LiveViewStats.Mode.WATCHED);
        assertThat(stats().objects()).isEqualTo(1);
    }

    @Test
    void a_limit_of_bytes_holds_for_what_comes_later_too() {
        host.use(host.another(gateway, limited(LiveViewLimits.defaults().withBytes(10_000))));
        host.declare("a.yaml", configMap("a", "x", "1"));
        warmUp();
        boolean held = reconciled().equals(NONE);
        edit("a", "x".repeat(20_000));

        assertThat(held).isTrue();
        assertThat(host.plan(host.shop()).changes()).hasSize(1);
        assertThat(stats().objects()).isZero();
        assertThat(feed("ConfigMap").mode()).isEqualTo(LiveViewStats.Mode.BY_KEY);
    }

    private static UnaryOperator<ReconcilerBuilder> limited(LiveViewLimits limits) {
        return builder -> builder.liveView(limits);
    }
}
