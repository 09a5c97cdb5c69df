package io.gitops4j.e2e.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.testkit.controlplane.ControlPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the merge predicts against what a real API server does, over random histories of objects. The system property
 * {@code gitops4j.histories} says how many, {@code gitops4j.seed} where the seeds begin, {@code gitops4j.kind} of which
 * kind alone, such as {@code Deployment}; {@code gitops4j.refusals=true} lists what the server refused. A history that goes
 * otherwise is reported with its seed and, as YAML, the fewest of its requests that show it; with that seed, a count of 1 and
 * no kind it comes again.
 */
class HistoriesTest {
    @RegisterExtension
    static final ControlPlane plane = ControlPlane.shared();

    private static final int CONNECTIONS = 4;
    private static final int TAKING_TURNS = 256;
    private static final int MOST_FAILURES = 20;
    private static final int MOST_REPORTS = 3;

    private static Api api;
    private static String namespace;

    @BeforeAll
    static void define() {
        api = new Api(plane);
        namespace = plane.namespace();
        Definition.create(plane);
    }

    @Test
    void every_request_does_what_the_merge_predicts() throws Exception {
        int count = Integer.getInteger("gitops4j.histories", 300);
        long seed = Long.getLong("gitops4j.seed", 1);
        Tally tally = new Tally();
        List<History> failed = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            for (int begin = 0; begin < count && failed.size() < MOST_FAILURES; begin += TAKING_TURNS) {
                List<History> histories = histories(seed + begin, Math.min(count - begin, TAKING_TURNS));
                live(histories, threads);
                histories.forEach(tally::count);
                histories.stream().filter(History::failed).forEach(failed::add);
            }
        } finally {
            threads.shutdown();
        }
        System.out.println(tally);
        assertThat(failed.stream().map(Report::brief)).as(() -> reports(failed)).isEmpty();
    }

    private static List<History> histories(long seed, int count) {
        String only = System.getProperty("gitops4j.kind", "");
        List<Kind> kinds = Kind.ALL.stream()
                .filter(kind -> only.isEmpty() || kind.name().equals(only))
                .toList();
        return LongStream.range(seed, seed + count)
                .mapToObj(each -> new History(each, kinds.get((int) (each % kinds.size())), api, namespace))
                .toList();
    }

    /** One request of each after the other, so that seconds of the server pass within a history: owners are sorted by them. */
    private static void live(List<History> histories, ExecutorService threads) throws Exception {
        for (List<History> alive = histories; !alive.isEmpty(); ) {
            List<Callable<Void>> turns = new ArrayList<>();
            for (History history : alive) {
                turns.add(() -> {
                    history.step();
                    return null;
                });
            }
            for (Future<Void> turn : threads.invokeAll(turns)) {
                turn.get();
            }
            alive = alive.stream().filter(History::goesOn).toList();
        }
    }

    private static String reports(List<History> failed) {
        return failed.stream()
                .limit(MOST_REPORTS)
                .map(history -> Report.of(history, api, namespace))
                .collect(Collectors.joining());
    }
}
