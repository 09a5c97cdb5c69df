package io.gitops4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.gitops4j.core.Cancellation;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.view.LiveViewLimits;
import io.gitops4j.testkit.controlplane.AuditLog;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pass that finds nothing to do, over Deployments, ConfigMaps and Services on a real API server: with the live view, without
 * it, and as the first of a new reconciler. From asking Git for its revision to the run's outcome.
 */
public final class NoOpPassOnApiServer {
    private static final int EACH = Integer.getInteger("each", 500);
    private static final int ROUNDS = Integer.getInteger("rounds", 25);
    private static final int SLOW_ROUNDS = Integer.getInteger("slowRounds", 7);
    /** Passes in one sample: the process's CPU time comes in steps of 10 ms. */
    private static final int PASSES = 10;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final Shop shop;
    private final Application application;

    private NoOpPassOnApiServer(Shop shop, Application application) {
        this.shop = shop;
        this.application = application;
    }

    /** Prints the figures. */
    public static void main(String[] args) {
        try (Shop shop = new Shop()) {
            new NoOpPassOnApiServer(shop, shop.application("shop", EACH, EACH, EACH)).measure();
        }
    }

    private static final class Figures {
        private final String name;
        private final Series wall = new Series();
        private final Series cpu = new Series();
        private final Series allocated = new Series();
        private SortedMap<String, Integer> requests = new TreeMap<>();

        Figures(String name) {
            this.name = name;
        }

        void print(Figures with) {
            System.out.printf(
                    "%-30s wall %s ms, %.1f times; CPU %s ms, %.1f times; allocated %s MB; requests a pass %s; samples %d%n",
                    name,
                    wall.spread(),
                    wall.median() / with.wall.median(),
                    cpu.spread(),
                    cpu.median() / with.cpu.median(),
                    allocated.spread(),
                    requests,
                    wall.size());
        }
    }

    private void measure() {
        Figures viewed = new Figures("with the live view");
        Figures unviewed = new Figures("without, read by key");
        Figures first = new Figures("first of a new reconciler");
        try (Reconciler with = shop.reconciler().build();
                Reconciler without = shop.reconciler()
                        .liveView(LiveViewLimits.defaults().withObjects(0))
                        .build()) {
            Run applied = shop.applied(application, EACH, () -> pass(with));
            require(applied, Outcome.Kind.APPLIED);
            for (int i = 0; i < 3 * PASSES; i++) {
                require(pass(with), Outcome.Kind.NO_CHANGE);
            }
            for (int i = 0; i < 3; i++) {
                require(pass(without), Outcome.Kind.NO_CHANGE);
            }
            for (int round = 0; round < ROUNDS; round++) {
                sample(viewed, with, PASSES);
                if (round < SLOW_ROUNDS) {
                    sample(unviewed, without, 1);
                    try (Reconciler fresh = shop.reconciler().build()) {
                        sample(first, fresh, 1);
                    }
                }
            }
        }
        System.out.printf("a pass over %,d objects that finds nothing to do%n", 3 * EACH);
        viewed.print(viewed);
        unviewed.print(viewed);
        first.print(viewed);
    }

    private Run pass(Reconciler reconciler) {
        return reconciler.reconcile(application, Trigger.schedule(), Cancellation.none());
    }

    private static void require(Run run, Outcome.Kind kind) {
        if (run.outcome().kind() != kind) {
            throw new IllegalStateException(run.toString());
        }
    }

    private void sample(Figures figures, Reconciler reconciler, int passes) {
        AuditLog.Mark mark = shop.server().mark();
        long allocated = allocated();
        long cpu = SYSTEM.getProcessCpuTime();
        long begin = System.nanoTime();
        for (int i = 0; i < passes; i++) {
            Run run = pass(reconciler);
            if (run.outcome().kind() != Outcome.Kind.NO_CHANGE || run.unchanged() != 3 * EACH) {
                throw new IllegalStateException(run.toString());
            }
        }
        figures.wall.add((System.nanoTime() - begin) / 1e6 / passes);
        figures.cpu.add((SYSTEM.getProcessCpuTime() - cpu) / 1e6 / passes);
        figures.allocated.add((allocated() - allocated) / 1e6 / passes);
        figures.requests = shop.server().since(mark);
        if (passes > 1 && !figures.requests.isEmpty()) {
            throw new IllegalStateException("it asks the API server: " + figures.requests);
        }
    }

    /** What the threads that live now have allocated. */
    private static long allocated() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
