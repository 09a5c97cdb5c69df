package io.gitops4j.embedded;

import static io.gitops4j.embedded.Fixtures.CONFIG_MAP;
import static io.gitops4j.embedded.Fixtures.apply;
import static io.gitops4j.embedded.Fixtures.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.AwaitingSink;
import io.gitops4j.testkit.AwaitingSink.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static final int THREADS = 4;
    private static final int WRITES = 100;

    @Test
    void takes_writes_of_many_threads_and_tells_them_in_order() throws Exception {
        AwaitingSink sink = new AwaitingSink(Duration.ofSeconds(30));
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try (EmbeddedCluster cluster = EmbeddedCluster.create();
                Registration watch = Fixtures.watch(cluster, CONFIG_MAP, Fixtures.version(cluster), sink)) {
            assertThat(watch).isNotNull();
            List<Future<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                writers.add(pool.submit(() -> write(cluster, number)));
            }
            int written = 0;
            for (Future<Integer> writer : writers) {
                written += writer.get();
            }
            Live.Present last = Fixtures.applied(cluster, configMap("last", "{a: x}"));
            sink.await(told -> told.live().filter(last::equals).isPresent());

            List<Long> versions = sink.ofObjects().stream()
                    .filter(told -> told.kind() == Kind.CHANGED)
                    .map(told -> Long.parseLong(told.live().orElseThrow().resourceVersion()))
                    .toList();
            assertThat(written).isEqualTo(THREADS * WRITES * 2);
            assertThat(versions).hasSize(written + 1).isSorted().doesNotHaveDuplicates();
            assertThat(Fixtures.body(cluster, configMap("shared", "{}"))
                            .object("data")
                            .size())
                    .isEqualTo(THREADS);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Writes an object of its own, and a field of its own in an object of all. */
    private static int write(EmbeddedCluster cluster, int number) {
        int written = 0;
        for (int i = 0; i < WRITES; i++) {
            Node.Obj shared = configMap("shared", "{t" + number + ": x" + i + "}");
            if (apply(cluster, configMap("own-" + number, "{a: x" + i + "}")) instanceof WriteResult.Written one
                    && one.changed()) {
                written++;
            }
            WriteResult answer = cluster.apply(
                    io.gitops4j.core.cluster.ApplyCall.of(Fixtures.key(shared), shared, "writer-" + number),
                    io.gitops4j.core.Cancellation.none());
            if (answer instanceof WriteResult.Written two && two.changed()) {
                written++;
            }
        }
        return written;
    }
}
