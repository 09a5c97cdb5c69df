package io.gitops4j.benchmarks;

import io.gitops4j.core.diff.Diff;
import io.gitops4j.core.diff.DiffRequest;
import io.gitops4j.core.diff.Differ;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.plan.internal.DeliveryPlan;
import io.gitops4j.core.plan.internal.Planner;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.PathSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whether one typical Deployment is as declared, in each of the ways in which that can be found out, from the cheapest to the
 * dearest. {@code -prof gc} tells the bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class DiffBenchmark {
    private static final int PLANNED = 1_000;

    private final Differ differ = Differ.of(Digester.keyed(new byte[16]), LiveDeployment.MANAGER);
    private final InSyncShop shop = new InSyncShop(differ, PLANNED);
    private final LiveDeployment one = LiveDeployment.numbered(0);
    private final DiffRequest unseen =
            DiffRequest.of(one.desired(), PathSet.empty(), one.live()).as(LiveDeployment.SCHEMA);
    private DiffRequest seen = unseen;
    private DiffRequest changed = unseen;

    /** Makes sure that each way leads to where it is meant to lead. */
    @Setup
    public void prepare() {
        FieldSet fields = Differ.fields(one.desired(), LiveDeployment.SCHEMA.type());
        seen = unseen.after(fields, Optional.of(differ.witness(one.desired(), PathSet.empty(), one.live(), fields)));
        changed = DiffRequest.of(LiveDeployment.changed(0), PathSet.empty(), one.live())
                .as(LiveDeployment.SCHEMA)
                .after(fields, seen.witness());
        System.out.println("live object: " + one.json().length() + " characters of JSON");
        require(Verdict.IN_SYNC, unseen);
        require(Verdict.IN_SYNC, seen);
        require(Verdict.CHANGED, changed);
        if (unchanged().unchanged() != PLANNED) {
            throw new IllegalStateException("not all are in sync");
        }
    }

    private void require(Verdict verdict, DiffRequest request) {
        Diff diff = differ.compare(request);
        if (diff.verdict() != verdict) {
            throw new IllegalStateException(diff.toString());
        }
    }

    /** The plan of 1,000 that were found in sync before and are the same instances still; told for one of them. */
    @Benchmark
    @OperationsPerInvocation(PLANNED)
    public DeliveryPlan unchanged() {
        return Planner.plan(shop.input());
    }

    /** The declaration and the cluster's answer are by their digests what they were after our last apply. */
    @Benchmark
    public Diff witness() {
        return differ.compare(seen);
    }

    /** Never applied by us as far as we know; every declared field is looked up. */
    @Benchmark
    public Diff proof() {
        return differ.compare(unseen);
    }

    /** The declaration has another image and more replicas: the apply is worked out, and each change told. */
    @Benchmark
    public Diff prediction() {
        return differ.compare(changed);
    }
}
