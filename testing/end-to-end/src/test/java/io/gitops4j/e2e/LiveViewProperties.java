package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Cancellation;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.Clusters;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.view.LiveViewLimits;
import io.gitops4j.core.view.internal.Interest;
import io.gitops4j.core.view.internal.LiveViews;
import io.gitops4j.embedded.EmbeddedCluster;
import io.gitops4j.embedded.Requests;
import io.gitops4j.testkit.ManualClock;
import io.gitops4j.testkit.ManualScheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A view says what the cluster says once its watch has caught up, and never less than what we wrote before. */
class LiveViewProperties {
    private static final List<ResourceKey> KEYS =
            List.of(Host.configMapKey("a"), Host.configMapKey("b"), Host.configMapKey("c"));

    enum Deed {
        EDIT,
        CREATE,
        DELETE,
        APPLY,
        APPLY_UNANSWERED,
        REMOVE,
        CUT,
        EXPIRE,
        LAG,
        DELIVER_ONE,
        DELIVER,
        BOOKMARK,
        WRITE_DURING_LIST,
        PASS,
        READ
    }

    record Act(Deed deed, int key, int value) {
        @Override
        public String toString() {
            return deed + " " + KEYS.get(key).name() + " " + value;
        }
    }

    @Provide
    Arbitrary<List<Act>> histories() {
        Arbitrary<Act> act = Combinators.combine(
                        Arbitraries.of(Deed.class),
                        Arbitraries.integers().between(0, KEYS.size() - 1),
                        Arbitraries.integers().between(0, 9))
                .as(Act::new);
        return act.list().ofMinSize(5).ofMaxSize(40);
    }

    @Property(tries = 400)
    void what_is_read_is_what_is_there_and_what_we_wrote(@ForAll("histories") List<Act> history) {
        try (World world = new World(false)) {
            history.forEach(world::act);
            world.end();
        }
    }

    @Property(tries = 200)
    void so_it_is_where_versions_cannot_be_compared(@ForAll("histories") List<Act> history) {
        try (World world = new World(true)) {
            history.forEach(world::act);
            world.end();
        }
    }

    private static final class World implements AutoCloseable {
        private final ManualClock clock = ManualClock.create();
        private final ManualScheduler scheduler = new ManualScheduler(clock);
        private final Pump pump = new Pump();
        private final EmbeddedCluster cluster = EmbeddedCluster.builder()
                .clock(clock)
                .scheduler(scheduler)
                .executor(ManualScheduler.direct())
                .build();
        private final Gateway gateway = new Gateway(cluster);
        private final LiveViews views =
                new LiveViews(Clusters.of("embedded", gateway), clock, scheduler, pump, LiveViewLimits.defaults());
        private final Interest interest = views.open(ApplicationId.of("shop"), "embedded", Optional.empty());
        /** The version that we wrote last, by key. */
        private final Map<ResourceKey, Long> written = new HashMap<>();
        /** The uid that we removed last, by key. */
        private final Map<ResourceKey, String> removed = new HashMap<>();
        /** The keys that were seen to be away after our last write. */
        private final Map<ResourceKey, Boolean> away = new HashMap<>();

        World(boolean words) {
            if (words) {
                gateway.withWordsForVersions();
            }
            cluster.as("admin").create(Host.node("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n"));
            read();
            read();
        }

        private Map<ResourceKey, Live> read() {
            return interest.read(ReadCall.of(KEYS), Cancellation.none()).all();
        }

        private Live actual(ResourceKey key) {
            return gateway.get(ReadCall.of(List.of(key)), Cancellation.none()).of(key);
        }

        private static long version(Live.Present present) {
            return Long.parseLong(present.resourceVersion().replace("v", ""));
        }

        void act(Act act) {
            ResourceKey key = KEYS.get(act.key);
            boolean there = actual(key) instanceof Live.Present;
            switch (act.deed) {
                case EDIT -> {
                    if (there) {
                        cluster.as("alice").set(key, Path.of("data", "x"), Node.of("alice " + act.value));
                    }
                }
                case CREATE -> {
                    if (!there) {
                        cluster.as("alice").create(Host.node(Host.foreign(key.name(), "x", "made " + act.value)));
                    }
                }
                case DELETE -> {
                    if (there) {
                        cluster.as("alice").delete(key);
                        away.put(key, true);
                    }
                }
                case APPLY -> apply(key, act.value);
                case APPLY_UNANSWERED -> {
                    cluster.faults().loseAnswer(key, 1);
                    apply(key, act.value);
                }
                case REMOVE -> remove(key);
                case CUT -> gateway.cut();
                case EXPIRE -> cluster.expireWatches();
                case LAG -> gateway.lag();
                case DELIVER_ONE -> gateway.deliverOne();
                case DELIVER -> gateway.deliver();
                case BOOKMARK -> cluster.sendBookmarks();
                case WRITE_DURING_LIST -> gateway.afterNextList(() -> apply(key, act.value));
                case PASS -> {
                    scheduler.advance(Duration.ofMillis(700L * (act.value + 1)));
                    pump.run();
                }
                case READ -> read();
            }
            check();
        }

        private void apply(ResourceKey key, int value) {
            Node.Obj desired = Host.node(Host.foreign(key.name(), "x", "ours " + value));
            WriteResult result = interest.cluster()
                    .apply(ApplyCall.of(key, desired, "tester").forced(), Cancellation.none());
            if (result instanceof WriteResult.Written written && written.live() instanceof Live.Present present) {
                this.written.put(key, version(present));
                away.put(key, false);
            } else if (result instanceof WriteResult.Uncertain && actual(key) instanceof Live.Present present) {
                // it took effect: a read that follows must not miss it
                this.written.put(key, version(present));
                away.put(key, false);
            }
        }

        private void remove(ResourceKey key) {
            if (actual(key) instanceof Live.Present present) {
                interest.cluster().delete(DeleteCall.of(key, present.uid()), Cancellation.none());
                removed.put(key, present.uid());
                away.put(key, true);
            }
        }

        /** Nothing that we did is missed, whatever the watch has shown. */
        private void check() {
            read().forEach((key, live) -> {
                if (live instanceof Live.Present present) {
                    assertThat(present.uid()).as("%s was removed by us", key).isNotEqualTo(removed.get(key));
                    if (!away.getOrDefault(key, false)) {
                        assertThat(version(present))
                                .as("the version of %s", key)
                                .isGreaterThanOrEqualTo(written.getOrDefault(key, 0L));
                    }
                } else if (written.containsKey(key)) {
                    assertThat(away.get(key)).as("%s is away", key).isTrue();
                }
            });
        }

        /** Once the watch has caught up, everything is as the cluster has it, and known without asking. */
        void end() {
            gateway.deliver();
            scheduler.advance(Duration.ofMinutes(2));
            pump.run();
            gateway.deliver();
            scheduler.advance(Duration.ofMinutes(2));
            pump.run();
            read();
            Requests before = cluster.requests();
            Map<ResourceKey, Live> seen = read();
            Requests asked = cluster.requests().since(before);

            assertThat(asked.get() + asked.list() + asked.watch()).isZero();
            for (ResourceKey key : KEYS) {
                assertThat(seen.get(key)).as("%s", key).isEqualTo(actual(key));
            }
        }

        @Override
        public void close() {
            views.close();
            assertThat(gateway.watches()).isZero();
            cluster.close();
        }
    }
}
