package io.gitops4j.benchmarks;

import com.sun.management.ThreadMXBean;
import io.gitops4j.core.diff.DiffRequest;
import io.gitops4j.core.diff.Differ;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.diff.Witness;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.PathSet;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ten thousand typical Deployments compared anew by one thread, each another object on the heap: by their proof, as after the
 * loss of all that was remembered, by their witness, and where each has another image and another number of replicas. Each
 * comparison begins from nothing; the requests are made beforehand. Time is that of the thread, and by the clock; the least of
 * all rounds is the figure that other work on the machine spoils least.
 */
public final class DiffOfAll {
    private static final int OBJECTS = Integer.getInteger("objects", 10_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 15);
    private static final int WARM_UP = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private DiffOfAll() {}

    /** Prints the figures. */
    public static void main(String[] args) {
        Differ differ = Differ.of(Digester.keyed(new byte[16]), LiveDeployment.MANAGER);
        List<DiffRequest> proofs = new ArrayList<>();
        List<DiffRequest> witnesses = new ArrayList<>();
        List<DiffRequest> changes = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            LiveDeployment one = LiveDeployment.numbered(i);
            FieldSet fields = Differ.fields(one.desired(), LiveDeployment.SCHEMA.type());
            DiffRequest unseen =
                    DiffRequest.of(one.desired(), PathSet.empty(), one.live()).as(LiveDeployment.SCHEMA);
            proofs.add(unseen);
            Optional<Witness> witness = Optional.of(differ.witness(one.desired(), PathSet.empty(), one.live(), fields));
            witnesses.add(unseen.after(fields, witness));
            changes.add(DiffRequest.of(LiveDeployment.changed(i), PathSet.empty(), one.live())
                    .as(LiveDeployment.SCHEMA)
                    .after(fields, witness));
        }
        measure("proof", differ, proofs, Verdict.IN_SYNC);
        measure("witness", differ, witnesses, Verdict.IN_SYNC);
        measure("prediction", differ, changes, Verdict.CHANGED);
    }

    private static void measure(String what, Differ differ, List<DiffRequest> requests, Verdict expected) {
        Series processor = new Series();
        Series clock = new Series();
        Series bytes = new Series();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long used = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            for (DiffRequest request : requests) {
                if (differ.compare(request).verdict() != expected) {
                    throw new IllegalStateException("not as expected: " + request);
                }
            }
            if (round >= 0) {
                clock.add((System.nanoTime() - start) / 1e6);
                processor.add((THREADS.getCurrentThreadCpuTime() - used) / 1e6);
                bytes.add((double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / requests.size());
            }
        }
        System.out.printf(
                "%,d objects by %-10s: processor %s ms, clock %s ms, %,.0f bytes an object%n",
                requests.size(), what, processor.spread(), clock.spread(), bytes.median());
    }
}
