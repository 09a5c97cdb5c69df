package io.gitops4j.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The requests of structured-merge-diff's own benchmark ({@code merge/real_test.go}, {@code BenchmarkOperations}), played on our
 * merge. {@code -prof gc} tells the bytes; {@link MergeBesideGo} puts them beside Go's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MergeBenchmark {
    /** Which object. */
    @Param
    public MergeShape shape = MergeShape.POD;

    /** Which requests. */
    @Param
    public MergeOperation operation = MergeOperation.CREATE;

    private Supplier<Object> prepared = () -> this;

    /** Parses what is needed. */
    @Setup
    public void parse() {
        prepared = operation.on(shape);
    }

    /** One operation. */
    @Benchmark
    public Object merge() {
        return prepared.get();
    }
}
