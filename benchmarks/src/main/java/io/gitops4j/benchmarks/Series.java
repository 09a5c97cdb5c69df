package io.gitops4j.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One figure, measured several times. */
final class Series {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    int size() {
        return values.size();
    }

    double median() {
        return percentile(50);
    }

    /** The smallest value that so many percent of all do not exceed. */
    double percentile(int percent) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }

    /** {@code median (least to most)}. */
    String spread() {
        return String.format("%,.1f (%,.1f to %,.1f)", median(), percentile(0), percentile(100));
    }
}
