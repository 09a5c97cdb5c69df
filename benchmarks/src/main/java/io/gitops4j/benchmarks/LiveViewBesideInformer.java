package io.gitops4j.benchmarks;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Scheduler;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.Clusters;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.ReadResult;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.view.LiveViewLimits;
import io.gitops4j.core.view.LiveViewStats;
import io.gitops4j.core.view.internal.Interest;
import io.gitops4j.core.view.internal.LiveViews;
import io.gitops4j.testkit.controlplane.AuditLog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A live view beside fabric8's informers, on the Deployments of one API server, in turns: how long until all are there, how much
 * heap each object keeps, and what the API server was asked.
 */
public final class LiveViewBesideInformer {
    private static final String NAMESPACE = "shop";
    private static final int OBJECTS = Integer.getInteger("objects", 10_000);
    /** Whether no two objects have more than their structure in common, which the live view cannot share then. */
    private static final boolean VARIOUS = Boolean.getBoolean("various");

    private static final int ROUNDS = Integer.getInteger("rounds", 5);

    private final ApiServer server;
    private final ClusterAdapter adapter;
    private final KubernetesClient fabric8;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<ResourceKey> all = new ArrayList<>();

    private LiveViewBesideInformer(ApiServer server, ClusterAdapter adapter, KubernetesClient fabric8) {
        this.server = server;
        this.adapter = adapter;
        this.fabric8 = fabric8;
        for (int i = 0; i < OBJECTS; i++) {
            all.add(new ResourceKey("apps", "Deployment", NAMESPACE, "web-" + i));
        }
    }

    /** Prints the figures. */
    public static void main(String[] args) {
        try (ApiServer server = ApiServer.start()) {
            server.namespace(NAMESPACE);
            server.deployments(NAMESPACE, OBJECTS, VARIOUS);
            try (ClusterAdapter adapter = server.adapter();
                    KubernetesClient fabric8 = server.fabric8("admin")) {
                new LiveViewBesideInformer(server, adapter, fabric8).measure();
            }
        }
    }

    /** What holds the objects, once all are there. */
    private interface Held extends AutoCloseable {
        /** How many objects there are, and one of them as JSON. */
        int count();

        String json(String name);

        default String remark() {
            return "";
        }

        @Override
        void close();
    }

    private static final class Contestant {
        private final String name;
        private final Supplier<Held> start;
        private final Series millis = new Series();
        private final Series bytes = new Series();
        private SortedMap<String, Integer> requests = new java.util.TreeMap<>();
        private String remark = "";

        Contestant(String name, Supplier<Held> start) {
            this.name = name;
            this.start = start;
        }
    }

    private void measure() {
        adapter.discover(Cancellation.none());
        Node.Obj one = server.plane()
                .client()
                .get("/apis/apps/v1/namespaces/" + NAMESPACE + "/deployments/web-1")
                .ok();
        System.out.printf(
                "%,d %s Deployments of %,d bytes of JSON each%n",
                OBJECTS,
                VARIOUS ? "various" : "similar",
                Printer.json(one, Mask.none()).length());
        Contestant view = new Contestant("live view, all of interest", () -> view(all));
        Contestant slim = new Contestant("live view, one of interest", () -> view(all.subList(0, 1)));
        Contestant typed = new Contestant(
                "fabric8 informer, Deployment",
                () -> informer(fabric8.apps().deployments().inAnyNamespace().runnableInformer(0)));
        Contestant generic = new Contestant("fabric8 informer, generic", () -> informer(generic()));
        List<Contestant> contestants = List.of(view, typed, generic, slim);
        for (int round = 0; round <= ROUNDS; round++) {
            for (Contestant contestant : contestants) {
                round(contestant, round > 0, contestant == slim ? 1 : OBJECTS, one);
            }
        }
        contestants.forEach(contestant -> print(contestant, typed));
        threads.shutdown();
    }

    /** The first round warms up, and is not counted. */
    private void round(Contestant contestant, boolean counted, int expected, Node.Obj one) {
        long before = Heap.used();
        AuditLog.Mark mark = server.mark();
        long begin = System.nanoTime();
        try (Held held = contestant.start.get()) {
            double millis = (System.nanoTime() - begin) / 1e6;
            long bytes = Heap.used() - before;
            if (held.count() != expected) {
                throw new IllegalStateException(contestant.name + " holds " + held.count());
            }
            String json = expected == 1 ? "" : held.json("web-1");
            if (!json.isEmpty() && !parsed(json).equals(one)) {
                throw new IllegalStateException(contestant.name + " holds something else: " + json);
            }
            if (counted) {
                contestant.millis.add(millis);
                contestant.bytes.add((double) bytes / OBJECTS);
            }
            contestant.remark = held.remark();
        }
        contestant.requests = server.since(mark);
    }

    private static Node parsed(String json) {
        return Parser.strict().parseJson("object", json).get(0).root();
    }

    private static void print(Contestant contestant, Contestant peer) {
        System.out.printf(
                "%-30s sync %s ms, %.2f of fabric8's; heap %s bytes an object, %.2f of fabric8's; requests %s %s%n",
                contestant.name,
                contestant.millis.spread(),
                contestant.millis.median() / peer.millis.median(),
                contestant.bytes.spread(),
                contestant.bytes.median() / peer.bytes.median(),
                contestant.requests,
                contestant.remark);
    }

    /** As an application has it: it listens, and reads what it declares. */
    private Held view(List<ResourceKey> keys) {
        LiveViews views = new LiveViews(
                Clusters.of("server", adapter),
                InstantSource.system(),
                Scheduler.system(),
                threads,
                LiveViewLimits.defaults().withBytes(4L << 30));
        ApplicationId id = ApplicationId.of("shop");
        views.follow(id, (key, notice) -> {});
        Interest interest = views.open(id, "server", Optional.empty());
        interest.read(ReadCall.of(keys), Cancellation.none());
        LiveViewStats stats = views.stats().get(0);
        if (stats.feeds().stream()
                .anyMatch(
                        feed -> feed.kind().kind().equals("Deployment") && feed.mode() != LiveViewStats.Mode.WATCHED)) {
            throw new IllegalStateException(stats.toString());
        }
        return new Held() {
            @Override
            public int count() {
                return stats.objects();
            }

            @Override
            public String json(String name) {
                ResourceKey key = new ResourceKey("apps", "Deployment", NAMESPACE, name);
                ReadResult read = interest.read(ReadCall.of(keys), Cancellation.none());
                return Printer.json(((Live.Present) read.of(key)).whole(), Mask.none());
            }

            @Override
            public String remark() {
                return String.format("(its own estimate: %,d bytes an object)", stats.estimatedBytes() / OBJECTS);
            }

            @Override
            public void close() {
                views.close();
            }
        };
    }

    private SharedIndexInformer<? extends HasMetadata> generic() {
        ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                .withGroup("apps")
                .withVersion("v1")
                .withKind("Deployment")
                .withPlural("deployments")
                .withNamespaced(true)
                .build();
        return fabric8.genericKubernetesResources(context).inAnyNamespace().runnableInformer(0);
    }

    private static Held informer(SharedIndexInformer<? extends HasMetadata> informer) {
        informer.start().toCompletableFuture().join();
        return new Held() {
            @Override
            public int count() {
                return informer.getStore().list().size();
            }

            @Override
            public String json(String name) {
                return Serialization.asJson(informer.getStore().getByKey(NAMESPACE + "/" + name));
            }

            @Override
            public void close() {
                informer.stop();
                informer.stopped()
                        .toCompletableFuture()
                        .exceptionally(any -> null)
                        .join();
            }
        };
    }
}
