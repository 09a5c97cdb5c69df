package io.gitops4j.core.state;

import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Cuts a page out of a history. */
final class HistoryPages {
    private HistoryPages() {}

    /**
     * At most {@code limit} runs after {@code before}, which need not be there: then the runs with a smaller number. Runs are
     * in the order in which they ended, and an interrupted one may end after one with a greater number.
     *
     * @param newestFirst all runs, read no further than needed
     */
    static List<Run> cut(Iterable<Run> newestFirst, Optional<RunId> before, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page of history holds at least 1 run, not " + limit);
        }
        Iterator<Run> runs = newestFirst.iterator();
        if (before.isEmpty()) {
            return take(runs, Long.MAX_VALUE, limit);
        }
        while (runs.hasNext()) {
            if (runs.next().id().equals(before.get())) {
                return take(runs, Long.MAX_VALUE, limit);
            }
        }
        return take(newestFirst.iterator(), before.get().number(), limit);
    }

    private static List<Run> take(Iterator<Run> runs, long below, int limit) {
        List<Run> page = new ArrayList<>();
        while (page.size() < limit && runs.hasNext()) {
            Run run = runs.next();
            if (run.id().number() < below) {
                page.add(run);
            }
        }
        return List.copyOf(page);
    }
}
