package io.gitops4j.benchmarks;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.reconcile.Applications;
import io.gitops4j.core.reconcile.ReconcileLoop;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.testkit.controlplane.AuditLog;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * From a live edit of a declared field to its revert on a real API server, as a foreign watch sees both. Some applications of
 * 100 objects each in one loop; every lap edits one ConfigMap of each, and waits until the last revert is far enough back that
 * the next one is not held off: what is left of the wait is what collects changes that belong together.
 */
public final class DriftRevertLatency {
    private static final int APPLICATIONS = Integer.getInteger("applications", 10);
    private static final int LAPS = 3;
    private static final int DEPLOYMENTS = 34;
    /** As the loop waits for more changes after the first. */
    private static final double TOGETHER_MILLIS = 250;

    private final Shop shop;
    private final List<Application> applications = new ArrayList<>();
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final SortedMap<String, Integer> requests = new TreeMap<>();

    /** What the foreign watch saw, and when. */
    private record Seen(long nanos, String namespace, String name, String mode) {}

    private record Revert(double fromSending, double fromSeeing) {}

    private DriftRevertLatency(Shop shop) {
        this.shop = shop;
        for (int i = 0; i < APPLICATIONS; i++) {
            applications.add(shop.application("shop-" + i, DEPLOYMENTS, 33, 33));
        }
    }

    /** Prints the figures. */
    public static void main(String[] args) throws InterruptedException {
        try (Shop shop = new Shop()) {
            new DriftRevertLatency(shop).measure();
        }
    }

    private void measure() throws InterruptedException {
        try (Reconciler reconciler = shop.reconciler().build();
                ReconcileLoop loop =
                        ReconcileLoop.start(reconciler, Applications.of(applications.toArray(new Application[0])));
                KubernetesClient foreign = shop.server().fabric8("harness")) {
            applications.forEach(application -> apply(loop, application));
            foreign.configMaps().inAnyNamespace().watch(new Eye());
            laps();
        }
    }

    private void apply(ReconcileLoop loop, Application application) {
        Run applied = shop.applied(application, DEPLOYMENTS, () -> run(loop, application));
        if (applied.outcome().kind() != Outcome.Kind.APPLIED) {
            throw new IllegalStateException(applied.toString());
        }
        run(loop, application);
        Run unchanged = run(loop, application);
        if (unchanged.outcome().kind() != Outcome.Kind.NO_CHANGE) {
            throw new IllegalStateException(unchanged.toString());
        }
    }

    private static Run run(ReconcileLoop loop, Application application) {
        return loop.trigger(application.id(), Trigger.of(Trigger.SOURCE))
                .completion()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.MINUTES)
                .join();
    }

    /** The first lap warms up, and is told apart. */
    private void laps() throws InterruptedException {
        Series sent = new Series();
        Series saw = new Series();
        for (int lap = 0; lap <= LAPS; lap++) {
            // a revert holds the next one off for 1, 2, 4, 8 seconds; passes that find nothing for 4 at most
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(Math.max(5, (1L << lap) + 1)));
            Series lapSent = new Series();
            for (Application application : applications) {
                Revert revert = edit(application.namespace(), lap);
                lapSent.add(revert.fromSending);
                if (lap > 0) {
                    sent.add(revert.fromSending);
                    saw.add(revert.fromSeeing - TOGETHER_MILLIS);
                }
            }
            System.out.printf(
                    "edit %d of each application%s: median %.0f ms, most %.0f ms%n",
                    lap + 1, lap == 0 ? " (warm-up)" : "", lapSent.median(), lapSent.percentile(100));
        }
        print("from sending the edit to seeing its revert, %.0f ms of waiting in it".formatted(TOGETHER_MILLIS), sent);
        print("from seeing the edit to seeing its revert, without the waiting", saw);
        System.out.println("requests of ours for " + (LAPS + 1) * APPLICATIONS + " reverts: " + requests);
    }

    private static void print(String what, Series series) {
        System.out.printf(
                "%s: median %.0f ms, p95 %.0f ms, %.0f to %.0f ms, %d edits%n",
                what,
                series.median(),
                series.percentile(95),
                series.percentile(0),
                series.percentile(100),
                series.size());
    }

    private Revert edit(String namespace, int i) throws InterruptedException {
        seen.clear();
        String name = "web-" + i;
        AuditLog.Mark mark = shop.server().mark();
        long sent = System.nanoTime();
        shop.server()
                .plane()
                .client()
                .patchMerge(
                        "/api/v1/namespaces/" + namespace + "/configmaps/" + name + "?fieldManager=alice",
                        "{data: {mode: broken}}")
                .ok();
        long edited = await(namespace, name, "broken");
        long reverted = await(namespace, name, "production");
        // the run goes on for a little, and what it asks until it ends is its own
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        shop.server().since(mark).forEach((verb, count) -> requests.merge(verb, count, Integer::sum));
        return new Revert((reverted - sent) / 1e6, (reverted - edited) / 1e6);
    }

    private long await(String namespace, String name, String mode) throws InterruptedException {
        while (true) {
            Seen next = seen.poll(2, TimeUnit.MINUTES);
            if (next == null) {
                throw new IllegalStateException(namespace + "/" + name + " was never seen to be " + mode);
            }
            if (next.namespace.equals(namespace) && next.name.equals(name) && next.mode.equals(mode)) {
                return next.nanos;
            }
        }
    }

    private final class Eye implements Watcher<ConfigMap> {
        @Override
        public void eventReceived(Action action, ConfigMap map) {
            long now = System.nanoTime();
            if (action == Action.MODIFIED) {
                seen.add(new Seen(
                        now,
                        map.getMetadata().getNamespace(),
                        map.getMetadata().getName(),
                        map.getData().getOrDefault("mode", "")));
            }
        }

        @Override
        public void onClose(WatcherException cause) {}
    }
}
