package io.gitops4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Plays the requests of structured-merge-diff's own benchmark on our merge and, in turn, on that library, which is Go's and runs
 * in a process of its own. Round by round, ours and theirs directly after one another, so that what else the machine does meets
 * both; the medians count. Time is told twice, as processor time of the whole process, collector and compiler included, which
 * depends least on what else the machine does, and by the clock. {@code benchmarks/merge-beside-go} builds both and starts it.
 */
public final class MergeBesideGo {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final int MILLISECONDS = Integer.getInteger("milliseconds", 300);
    private static final int WARM_UP = Integer.getInteger("warmUp", 1_500);

    @SuppressWarnings("UnusedVariable") // keeps what is measured from being left out
    private static volatile Object result = "";

    private MergeBesideGo() {}

    /** Prints the figures; the argument is the Go program. */
    public static void main(String[] args) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (MergeShape shape : MergeShape.values()) {
            for (MergeOperation operation : MergeOperation.values()) {
                pairs.add(new Pair(shape, operation, operation.on(shape)));
            }
        }
        try (Go go = new Go(Path.of(args[0]), MergeShape.folder())) {
            for (Pair pair : pairs) {
                measured(pair.prepared, WARM_UP);
                go.measured(pair, WARM_UP / 5);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Pair pair : pairs) {
                    pair.ours.add(measured(pair.prepared, MILLISECONDS));
                    pair.go.add(go.measured(pair, MILLISECONDS));
                }
            }
        }
        print(pairs);
    }

    /** What one operation took. */
    private record Figure(double processor, double clock, double bytes) {}

    private static Figure measured(Supplier<Object> operation, int milliseconds) {
        long limit = milliseconds * 1_000_000L;
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long processor = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        long count = 0;
        for (long batch = 1; ; ) {
            for (long i = 0; i < batch; i++) {
                result = operation.get();
            }
            count += batch;
            long spent = System.nanoTime() - start;
            if (spent >= limit) {
                long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
                double used = PROCESS.getProcessCpuTime() - processor;
                return new Figure(used / count, (double) spent / count, (double) allocated / count);
            }
            // about a millisecond between two looks at the clock
            batch = Math.max(1, 1_000_000 * count / spent);
        }
    }

    private static void print(List<Pair> pairs) {
        System.out.printf(
                "%-34s %11s %11s %7s %7s %11s %11s %7s%n",
                "", "ours ns", "Go ns", "faster", "clock", "ours B", "Go B", "less");
        pairs.forEach(pair -> System.out.printf(
                "%-34s %,11.0f %,11.0f %7.2f %7.2f %,11.0f %,11.0f %7.2f%n",
                pair.title(),
                pair.ours.processor.median(),
                pair.go.processor.median(),
                pair.faster(),
                pair.byTheClock(),
                pair.ours.bytes.median(),
                pair.go.bytes.median(),
                pair.less()));
        means("requests, upstream's shapes", pairs, pair -> pair.shape.upstream() && pair.operation.upstream());
        means("requests, no schema", pairs, pair -> !pair.shape.upstream() && pair.operation.upstream());
        for (MergeShape shape : MergeShape.values()) {
            means("requests, " + shape.title(), pairs, pair -> pair.shape == shape && pair.operation.upstream());
        }
        for (MergeOperation operation : MergeOperation.values()) {
            means(
                    operation.title() + ", upstream's shapes",
                    pairs,
                    pair -> pair.operation == operation && pair.shape.upstream());
        }
    }

    private static void means(String what, List<Pair> pairs, Predicate<Pair> which) {
        System.out.printf(
                "geometric mean, %-40s %5.2f times faster (by the clock %5.2f), %5.2f times fewer bytes%n",
                what,
                mean(pairs, which, Pair::faster),
                mean(pairs, which, Pair::byTheClock),
                mean(pairs, which, Pair::less));
    }

    private static double mean(List<Pair> pairs, Predicate<Pair> which, ToDoubleFunction<Pair> ratio) {
        return Math.exp(pairs.stream()
                .filter(which)
                .mapToDouble(pair -> Math.log(ratio.applyAsDouble(pair)))
                .average()
                .orElse(0));
    }

    /** The figures of one side, round by round. */
    private static final class Side {
        private final Series processor = new Series();
        private final Series clock = new Series();
        private final Series bytes = new Series();

        void add(Figure figure) {
            processor.add(figure.processor);
            clock.add(figure.clock);
            bytes.add(figure.bytes);
        }
    }

    private static final class Pair {
        private final MergeShape shape;
        private final MergeOperation operation;
        private final Supplier<Object> prepared;
        private final Side ours = new Side();
        private final Side go = new Side();

        Pair(MergeShape shape, MergeOperation operation, Supplier<Object> prepared) {
            this.shape = shape;
            this.operation = operation;
            this.prepared = prepared;
        }

        String title() {
            return shape.title() + " " + operation.title();
        }

        double faster() {
            return go.processor.median() / ours.processor.median();
        }

        double byTheClock() {
            return go.clock.median() / ours.clock.median();
        }

        double less() {
            return go.bytes.median() / ours.bytes.median();
        }
    }

    /** The Go program, which measures what it is told. */
    private static final class Go implements AutoCloseable {
        private final Process process;
        private final BufferedWriter questions;
        private final BufferedReader answers;

        Go(Path program, Path folder) throws IOException {
            process = new ProcessBuilder(program.toString(), folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            questions = process.outputWriter();
            answers = process.inputReader();
        }

        Figure measured(Pair pair, int milliseconds) throws IOException {
            questions.write(pair.title() + " " + milliseconds + "\n");
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("the Go program ended at " + pair.title());
            }
            String[] words = answer.split(" ");
            return new Figure(Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
        }

        @Override
        public void close() throws IOException {
            questions.close();
            process.destroy();
        }
    }
}
