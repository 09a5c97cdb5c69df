package io.gitops4j.benchmarks;

/** The heap that is in use after full collections. */
final class Heap {
    private Heap() {}

    /** The least of five full collections. */
    static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
