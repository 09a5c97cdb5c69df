package io.gitops4j.e2e.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random decisions that a seed repeats. For one thread. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Whether it happens, out of a hundred times that often. */
    boolean percent(int often) {
        return random.nextInt(100) < often;
    }

    /** A number from {@code least} to {@code most}. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Some of them, in their order. */
    <T> List<T> some(List<T> all, int percent) {
        return all.stream().filter(each -> percent(percent)).toList();
    }

    <T> List<T> shuffled(List<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            shuffled.set(i, shuffled.set(random.nextInt(i + 1), shuffled.get(i)));
        }
        return shuffled;
    }
}
