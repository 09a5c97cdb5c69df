package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.Boundary;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an application may reach is said by the host, never by a repository. */
class BoundariesTest {
    private static final Boundary TENANT = Boundary.of(any -> true, any -> true, "shop"::equals);

    private Boundary boundary = Boundary.none();
    private final Host host = Host.with(builder -> builder.boundaries(id -> boundary));

    @AfterEach
    void close() {
        host.close();
    }

    private static String in(String namespace, String name) {
        return configMap(name).replace("{name: " + name + "}", "{name: " + name + ", namespace: " + namespace + "}");
    }

    private void forbidden(String message) {
        Run[] run = new Run[1];
        assertThat(host.during(() -> run[0] = host.reconcile(host.shop())).writes())
                .isZero();
        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(run[0].outcome().problem().orElseThrow().code()).isEqualTo(Code.FORBIDDEN);
        assertThat(Host.messages(run[0]).get(0)).contains(message);
    }

    @Test
    void what_is_inside_is_delivered_its_own_namespace_among_it() {
        boundary = TENANT;
        host.declare("a.yaml", configMap("a"), "ns.yaml", Samples.namespace("shop"));

        assertThat(host.reconcile(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    @Test
    void an_object_in_another_namespace_fails_the_run() {
        boundary = TENANT;
        host.declare("a.yaml", configMap("a"), "b.yaml", in("kube-system", "b"));

        forbidden("deploy/b.yaml:1:1, ConfigMap kube-system/b: the application may not have objects in the namespace"
                + " kube-system");
        assertThat(host.live(configMapKey("a"))).isEmpty();
    }

    @Test
    void an_object_of_the_cluster_fails_the_run_unless_it_is_allowed() {
        boundary = TENANT;
        host.declare("a.yaml", "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r}\n");
        forbidden("the application may not have objects of the cluster");
        boundary = TENANT.withClusterScoped();

        assertThat(host.reconcile(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    @Test
    void another_namespace_as_an_object_fails_the_run() {
        boundary = TENANT;
        host.declare("a.yaml", Samples.namespace("kube-public"));

        forbidden("the application may not have objects of the cluster");
    }

    @Test
    void a_source_or_a_cluster_outside_is_not_even_read() {
        host.declare("a.yaml", configMap("a"));
        boundary = Boundary.of(address -> address.startsWith("https://git.example/"), any -> true, any -> true);
        forbidden("it may not read " + host.git.url());
        boundary = Boundary.of(any -> true, "staging"::equals, any -> true);
        forbidden("it may not write to embedded");
        assertThatThrownBy(() -> host.plan(host.shop())).isInstanceOf(GitOpsException.class);
    }

    @Test
    void what_came_to_be_outside_is_neither_read_nor_pruned() {
        host.namespace("other");
        host.declare("a.yaml", configMap("a"), "b.yaml", in("other", "b"));
        host.reconcile(host.shop());
        boundary = TENANT;
        host.declare("a.yaml", configMap("a", "x", "1"));

        Run run = host.reconcile(host.shop());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(host.data("a", "x")).contains("1");
        assertThat(host.live(new ResourceKey("", "ConfigMap", "other", "b"))).isPresent();
        assertThat(host.store.load(host.shop().id()).inventory().entries()).hasSize(2);
    }

    @Test
    void a_plan_that_was_made_before_the_boundary_moved_is_not_applied() {
        host.namespace("other");
        host.declare("b.yaml", in("other", "b"));
        Plan plan = host.plan(host.shop());
        boundary = TENANT;
        Run[] run = new Run[1];

        assertThat(host.during(() -> run[0] = host.apply(plan)).writes()).isZero();

        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(run[0].outcome().problem().orElseThrow().code()).isEqualTo(Code.FORBIDDEN);
    }

    @Test
    void an_identity_that_the_host_cannot_take_fails_the_run() {
        boundary = TENANT.as("tenant-shop");
        host.declare("a.yaml", configMap("a"));

        forbidden("\"tenant-shop\"");
    }
}
