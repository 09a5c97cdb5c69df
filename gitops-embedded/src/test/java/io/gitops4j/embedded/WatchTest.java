package io.gitops4j.embedded;

import static io.gitops4j.embedded.Fixtures.CONFIG_MAP;
import static io.gitops4j.embedded.Fixtures.applied;
import static io.gitops4j.embedded.Fixtures.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.testkit.AwaitingSink;
import io.gitops4j.testkit.AwaitingSink.Kind;
import io.gitops4j.testkit.AwaitingSink.Told;
import io.gitops4j.testkit.ManualClock;
import io.gitops4j.testkit.ManualScheduler;
import io.gitops4j.testkit.QuietSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WatchTest {
    private final ManualScheduler scheduler = new ManualScheduler(ManualClock.create());
    private final EmbeddedCluster cluster = EmbeddedCluster.builder()
            .clock(scheduler.clock())
            .scheduler(scheduler)
            .executor(ManualScheduler.direct())
            .history(5)
            .build();
    private final AwaitingSink sink = new AwaitingSink(Duration.ZERO);

    private List<Kind> kinds() {
        return sink.told().stream().map(Told::kind).toList();
    }

    @Test
    void sends_a_bookmark_after_catching_up_and_every_minute() {
        String from = Fixtures.version(cluster);
        applied(cluster, configMap("one", "{a: x}"));
        Fixtures.watch(cluster, CONFIG_MAP, from, sink);
        assertThat(kinds()).containsExactly(Kind.CHANGED, Kind.BOOKMARK);

        applied(cluster, Fixtures.namespace("elsewhere"));
        scheduler.advance(Duration.ofMinutes(2));

        assertThat(kinds()).containsExactly(Kind.CHANGED, Kind.BOOKMARK, Kind.BOOKMARK, Kind.BOOKMARK);
        assertThat(sink.told().get(3).version()).isEqualTo(Fixtures.version(cluster));
    }

    @Test
    void sends_no_bookmarks_when_nobody_watches() {
        Fixtures.watch(cluster, CONFIG_MAP, Fixtures.version(cluster), sink).close();
        scheduler.advance(Duration.ofMinutes(1));
        assertThat(scheduler.waiting()).isZero();
    }

    @Test
    void sends_a_bookmark_on_request() {
        Fixtures.watch(cluster, CONFIG_MAP, Fixtures.version(cluster), sink);
        cluster.sendBookmarks();
        assertThat(kinds()).containsExactly(Kind.BOOKMARK, Kind.BOOKMARK);
    }

    @Test
    void does_not_loop_on_a_scheduler_that_runs_everything_at_once() {
        try (EmbeddedCluster hasty = EmbeddedCluster.builder()
                .scheduler((executor, task, delay) -> {
                    executor.execute(task);
                    return () -> {};
                })
                .executor(ManualScheduler.direct())
                .rollout(Rollout.over(Duration.ofMinutes(1)))
                .build()) {
            Fixtures.watch(hasty, CONFIG_MAP, Fixtures.version(hasty), sink);
            applied(hasty, Fixtures.deployment(2));
            assertThat(Conditions.isTrue(Fixtures.body(hasty, Fixtures.deployment(2)), "Available"))
                    .isTrue();
        }
    }

    @Test
    void is_expired_where_its_version_is_older_than_the_history() {
        String from = Fixtures.version(cluster);
        for (int i = 0; i < 6; i++) {
            applied(cluster, configMap("one", "{a: x" + i + "}"));
        }
        Fixtures.watch(cluster, CONFIG_MAP, from, sink);
        assertThat(kinds()).containsExactly(Kind.EXPIRED);
    }

    @Test
    void is_expired_where_its_version_is_none_or_of_the_future() {
        Fixtures.watch(cluster, CONFIG_MAP, "999999", sink);
        Fixtures.watch(cluster, CONFIG_MAP, "", sink);
        Fixtures.watch(cluster, CONFIG_MAP, "latest", sink);
        assertThat(kinds()).containsExactly(Kind.EXPIRED, Kind.EXPIRED, Kind.EXPIRED);
    }

    @Test
    void is_told_nothing_more_once_it_expired() {
        String from = Fixtures.version(cluster);
        Fixtures.watch(cluster, CONFIG_MAP, from, sink);

        cluster.expireWatches();
        applied(cluster, configMap("one", "{a: x}"));
        assertThat(kinds()).containsExactly(Kind.BOOKMARK, Kind.EXPIRED);

        AwaitingSink again = new AwaitingSink(Duration.ZERO);
        Fixtures.watch(cluster, CONFIG_MAP, from, again);
        assertThat(again.await(Kind.CHANGED).live()).isPresent();
    }

    @Test
    void forgets_older_versions_when_watches_are_expired() {
        String from = Fixtures.version(cluster);
        applied(cluster, configMap("one", "{a: x}"));
        cluster.expireWatches();
        Fixtures.watch(cluster, CONFIG_MAP, from, sink);
        assertThat(kinds()).containsExactly(Kind.EXPIRED);
    }

    @Test
    void tells_the_last_state_of_a_deleted_object_in_the_version_of_its_deletion() {
        Live.Present one = applied(cluster, configMap("one", "{a: x}"));
        Fixtures.watch(cluster, CONFIG_MAP, Fixtures.version(cluster), sink);

        ResourceKey key = Fixtures.key(configMap("one", "{}"));
        cluster.delete(DeleteCall.of(key, one.uid()), Cancellation.none());

        Live.Present last = sink.await(Kind.GONE).live().orElseThrow();
        assertThat(last.body().object("data")).isEqualTo(one.body().object("data"));
        assertThat(last.resourceVersion()).isEqualTo(Fixtures.version(cluster));
    }

    @Test
    void fails_after_the_objects_are_gone_where_the_kind_goes() {
        applied(cluster, Fixtures.definition());
        applied(cluster, Fixtures.widget("one"));
        Fixtures.watch(cluster, new GroupKind("example.com", "Widget"), Fixtures.version(cluster), sink);

        cluster.as("kubectl").delete(Fixtures.key(Fixtures.definition()));

        assertThat(kinds()).containsExactly(Kind.BOOKMARK, Kind.GONE, Kind.FAILED);
        assertThat(sink.await(Kind.FAILED).problem().orElseThrow().text())
                .isEqualTo("the cluster does not serve Widget.example.com");
    }

    @Test
    void lets_a_sink_write_and_close_within_a_delivery() {
        List<String> seen = new ArrayList<>();
        Registration[] own = new Registration[1];
        own[0] = Fixtures.watch(cluster, CONFIG_MAP, Fixtures.version(cluster), new QuietSink() {
            @Override
            public void changed(ResourceKey key, Live.Present live) {
                seen.add(key.name());
                if (key.name().equals("one")) {
                    applied(cluster, configMap("two", "{a: x}"));
                } else {
                    own[0].close();
                }
            }
        });

        applied(cluster, configMap("one", "{a: x}"));
        applied(cluster, configMap("three", "{a: x}"));

        assertThat(seen).containsExactly("one", "two");
    }

    @Test
    void waits_at_close_for_the_delivery_that_runs() throws Exception {
        try (EmbeddedCluster threaded = EmbeddedCluster.create()) {
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch leave = new CountDownLatch(1);
            AtomicBoolean left = new AtomicBoolean();
            Registration watch = Fixtures.watch(threaded, CONFIG_MAP, Fixtures.version(threaded), new QuietSink() {
                @Override
                public void changed(ResourceKey key, Live.Present live) {
                    entered.countDown();
                    try {
                        leave.await(10, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    left.set(true);
                }
            });
            applied(threaded, configMap("one", "{a: x}"));
            assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
            // the sink holds no lock of the cluster: writes go on
            applied(threaded, configMap("two", "{a: x}"));
            Thread release = new Thread(leave::countDown);
            release.start();

            watch.close();

            assertThat(left).isTrue();
            release.join();
        }
    }

    @Test
    void ends_a_watch_whose_sink_throws_and_harms_no_other() {
        AtomicBoolean failed = new AtomicBoolean();
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> failed.set(true));
        Fixtures.watch(cluster, CONFIG_MAP, Fixtures.version(cluster), new QuietSink() {
            @Override
            public void changed(ResourceKey key, Live.Present live) {
                throw new IllegalStateException("a broken sink");
            }
        });
        Fixtures.watch(cluster, CONFIG_MAP, Fixtures.version(cluster), sink);

        applied(cluster, configMap("one", "{a: x}"));
        applied(cluster, configMap("two", "{a: x}"));

        assertThat(sink.ofObjects()).hasSize(2);
        assertThat(failed).isTrue();
    }
}
