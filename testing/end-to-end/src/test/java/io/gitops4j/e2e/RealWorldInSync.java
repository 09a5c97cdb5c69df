package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.reconcile.Applications;
import io.gitops4j.core.reconcile.ReconcileLoop;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.testkit.controlplane.AuditLog;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What was applied once is in sync from then on, whatever the cluster makes of it. The property {@code gitops4j.driftMinutes}
 * says for how long controllers are watched at work, by default some seconds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class RealWorldInSync {
    private static final Duration AT_WORK = System.getProperty("gitops4j.driftMinutes") == null
            ? Duration.ofSeconds(5)
            : Duration.ofMinutes(Integer.getInteger("gitops4j.driftMinutes"));

    private RealDelivery delivery;
    private ReconcileLoop loop;

    /** The cluster, whose API server may be restarted. */
    abstract ControlPlane plane();

    /** What others have changed of the cluster before anything is applied. */
    abstract void prepare();

    /** What may be said of an object when the store is lost. */
    abstract boolean mayDiffer(PlannedChange line);

    @BeforeAll
    void apply() {
        prepare();
        delivery = RealDelivery.on(plane());
        loop = ReconcileLoop.start(
                delivery.world.reconciler(),
                Applications.of(delivery.applications().toArray(Application[]::new)));
    }

    @AfterAll
    void close() {
        if (loop != null) {
            loop.close();
        }
        if (delivery != null) {
            delivery.close();
        }
    }

    /** What was applied. */
    RealDelivery delivery() {
        return delivery;
    }

    private Reconciler reconciler() {
        return delivery.world.reconciler();
    }

    /** One pass over everything, which changes nothing. */
    private void pass() {
        for (Application application : delivery.applications()) {
            Run run = KubernetesWorld.run(loop, application);
            assertThat(run.steps())
                    .as("%s", application)
                    .allMatch(step -> step.change().action() == Action.BLOCKED);
            assertThat(run.outcome().kind()).isIn(Outcome.Kind.NO_CHANGE, Outcome.Kind.PARTIAL);
        }
    }

    @Test
    @Order(1)
    void what_was_applied_once_is_in_sync() {
        List<AuditLog.Request> writes = new ArrayList<>();
        writes.addAll(delivery.world.requests(this::pass));
        delivery.isInSync(reconciler());
        assertThat(writes).noneMatch(AuditLog.Request::write);
    }

    @Test
    @Order(2)
    void that_is_seen_without_a_request() {
        pass();
        assertThat(delivery.world.requests(this::pass)).isEmpty();
        assertThat(delivery.world.requests(() -> delivery.isInSync(reconciler())))
                .isEmpty();
    }

    @Test
    @Order(3)
    void controllers_at_work_are_no_drift() {
        AuditLog.Mark before = plane().audit().mark();
        long end = System.nanoTime() + AT_WORK.toNanos();
        do {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            pass();
        } while (System.nanoTime() < end);
        delivery.isInSync(reconciler());
        assertThat(plane().audit().writesSince(before)).isEmpty();
        System.out.println("in sync for " + AT_WORK + " of controllers at work: "
                + plane().audit().verbsSince(before));
    }

    @Test
    @Order(4)
    void a_restart_of_the_api_server_is_no_drift() {
        AuditLog.Mark before = plane().audit().mark();
        plane().killServer();
        plane().startServer();
        KubernetesWorld.until(() -> delivery.applications().stream()
                .allMatch(one ->
                        reconciler().status(one, Cancellation.none()).problems().isEmpty()));
        pass();
        delivery.isInSync(reconciler());
        assertThat(plane().audit().writesSince(before)).isEmpty();
    }

    @Test
    @Order(5)
    void what_is_ours_is_known_when_the_store_is_lost() {
        loop.close();
        try (Reconciler anew = delivery.world.forgetful()) {
            int differences = 0;
            for (Application application : delivery.applications()) {
                Plan plan = anew.plan(application, Host.MANUAL, Cancellation.none());
                assertThat(plan.changes().stream()
                                .filter(line -> line.action() != Action.BLOCKED && !mayDiffer(line))
                                .toList())
                        .as("%s", RealDelivery.differences(application, plan))
                        .isEmpty();
                differences += RealDelivery.differences(application, plan).size();
                anew.apply(plan, Host.MANUAL, Cancellation.none());
            }
            System.out.println("differences without a store: " + differences);
            delivery.isInSync(anew);
        }
    }

    static boolean ownershipOnly(PlannedChange line) {
        return line.verdict() == Verdict.OWNERSHIP_ONLY;
    }
}
