package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.Clusters;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.Components;
import io.gitops4j.core.reconcile.ReconcileLoop;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.reconcile.RunHandle;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.git.Git;
import io.gitops4j.git.GitSource;
import io.gitops4j.k8s.Fabric8Cluster;
import io.gitops4j.render.kustomize.KustomizeRenderer;
import io.gitops4j.testkit.GitFixture;
import io.gitops4j.testkit.controlplane.AuditLog;
import io.gitops4j.testkit.controlplane.ControlPlane;
import io.gitops4j.testkit.controlplane.KubeClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A host whose cluster is a real API server: its threads and its time are the machine's. */
final class KubernetesWorld implements World {
    private static final String CLUSTER = "kubernetes";

    final GitFixture git = GitFixture.create();
    final GitSource source = GitSource.create();
    final ClusterAdapter cluster;
    private final ControlPlane plane;
    private final boolean owned;
    private final StateStore store = StateStore.inMemory();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Reconciler reconciler;

    private KubernetesWorld(ControlPlane plane, boolean owned, String user) {
        this.plane = plane;
        this.owned = owned;
        this.cluster = Fabric8Cluster.kubeconfig(plane.kubeconfig(user), ControlPlane.CONTEXT);
        this.reconciler = another(store);
    }

    /** Another reconciler on the same cluster and source, as a process that starts anew with that store has. */
    Reconciler another(StateStore store) {
        return Reconciler.builder()
                .installation(Host.INSTALLATION)
                .components(Components.of(new KustomizeRenderer()))
                .source(source)
                .clusters(Clusters.of(CLUSTER, cluster))
                .store(store)
                .listener(events::add)
                .build();
    }

    @Override
    public Reconciler forgetful() {
        return another(StateStore.inMemory());
    }

    /** A host on that cluster, as {@code admin}. */
    static KubernetesWorld on(ControlPlane plane) {
        return as("admin", plane);
    }

    /** A host on that cluster, as that user. */
    static KubernetesWorld as(String user, ControlPlane plane) {
        return new KubernetesWorld(plane, false, user);
    }

    /** A host on a cluster of its own, with controllers and nodes, and with the namespace {@code shop}. */
    static KubernetesWorld alone() {
        KubernetesWorld world =
                new KubernetesWorld(ControlPlane.fresh().withControllers().start(), true, "admin");
        world.namespace("shop");
        return world;
    }

    @Override
    public World another() {
        return alone();
    }

    @Override
    public Reconciler reconciler() {
        return reconciler;
    }

    @Override
    public StateStore store() {
        return store;
    }

    @Override
    public Application.Builder app(String name, String folder) {
        return app(name, "shop", folder);
    }

    Application.Builder app(String name, String namespace, String folder) {
        return Application.named(name)
                .from(Git.at(git.url()).branch("main").path(folder))
                .to(CLUSTER)
                .namespace(namespace)
                .prune();
    }

    @Override
    public GitFixture git() {
        return git;
    }

    @Override
    public Plan plan(Application application) {
        return reconciler.plan(application, Host.MANUAL, Cancellation.none());
    }

    @Override
    public Run apply(Plan plan) {
        return reconciler.apply(plan, Host.MANUAL, Cancellation.none());
    }

    @Override
    public Run reconcile(Application application) {
        return reconciler.reconcile(application, Host.MANUAL, Cancellation.none());
    }

    @Override
    public void reconcileUntil(Outcome.Kind kind, Application application) {
        until(() -> reconcile(application).outcome().kind() == kind);
    }

    @Override
    public RunHandle start(Application application) {
        return reconciler.start(plan(application), Host.MANUAL);
    }

    @Override
    public Run settled(RunHandle handle, Duration patience) {
        return handle.completion()
                .toCompletableFuture()
                .orTimeout(patience.plusSeconds(60).toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** The run of {@code loop} that a new commit asks for, once it has ended. */
    static Run run(ReconcileLoop loop, Application application) {
        return loop.trigger(application.id(), Trigger.of(Trigger.SOURCE))
                .completion()
                .toCompletableFuture()
                .orTimeout(2, TimeUnit.MINUTES)
                .join();
    }

    /** What {@code work} asked of the API server, as it recorded it. */
    List<AuditLog.Request> requests(Runnable work) {
        AuditLog.Mark before = plane.audit().mark();
        work.run();
        return plane.audit().since(before);
    }

    /** How often {@code work} asked, by verb. */
    SortedMap<String, Integer> verbs(Runnable work) {
        AuditLog.Mark before = plane.audit().mark();
        work.run();
        return plane.audit().verbsSince(before);
    }

    @Override
    public int writes(Runnable work) {
        return (int) requests(work).stream().filter(AuditLog.Request::write).count();
    }

    @Override
    public void namespace(String name) {
        plane.client()
                .create("/api/v1/namespaces", "metadata: {name: \"" + name + "\"}")
                .ok();
        plane.client()
                .await(
                        "/api/v1/namespaces/" + name + "/serviceaccounts/default",
                        account -> true,
                        Duration.ofSeconds(30));
    }

    /** The path of {@code key}'s object. */
    String path(ResourceKey key) {
        return collection(key) + "/" + key.name();
    }

    private String collection(ResourceKey key) {
        KindInfo kind = cluster.discover(Cancellation.none())
                .find(key.groupKind())
                .orElseThrow(() -> new AssertionError("the cluster does not serve " + key));
        String root = key.group().isEmpty() ? "/api/" : "/apis/" + key.group() + "/";
        String namespace = key.namespace().isEmpty() ? "" : "/namespaces/" + key.namespace();
        return root + kind.preferredVersion() + namespace + "/" + kind.plural();
    }

    @Override
    public void create(String actor, String yaml) {
        Node.Obj object = Host.node(yaml);
        String apiVersion = object.text("apiVersion").orElseThrow();
        ResourceKey key = new ResourceKey(
                apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "",
                object.text("kind").orElseThrow(),
                object.text("metadata", "namespace").orElse(""),
                object.text("metadata", "name").orElseThrow());
        plane.client().create(collection(key) + "?fieldManager=" + actor, yaml).ok();
    }

    @Override
    public void remove(String actor, ResourceKey key, Path field) {
        merge(actor, key, (Node.Obj) Node.object().with(field, Node.nil()));
    }

    @Override
    public void set(String actor, ResourceKey key, Path field, Node value) {
        String path = path(key);
        boolean status = field.keyAt(0).equals("status");
        KubernetesWorld.until(() -> {
            Node edited = plane.client().get(path).ok().with(field, value);
            String target = path + (status ? "/status" : "") + "?fieldManager=" + actor;
            KubeClient.Answer answer = plane.client().replace(target, Printer.json(edited, Mask.none()));
            // a controller may have been quicker
            return answer.status() != 409 && !answer.ok().keys().isEmpty();
        });
    }

    @Override
    public void aggregated(ResourceKey role, Node.Arr rules) {
        plane.client()
                .await(
                        path(role),
                        live -> live.get("rules") instanceof Node.Arr all && all.size() > 0,
                        Duration.ofSeconds(30));
    }

    /** {@code actor} merges {@code patch} into an object. */
    void merge(String actor, ResourceKey key, Node.Obj patch) {
        plane.client()
                .patchMerge(path(key) + "?fieldManager=" + actor, Printer.json(patch, Mask.none()))
                .ok();
    }

    /** Asks again until {@code condition} holds: the API server takes a moment for what it learns about itself. */
    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("half a minute has passed").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    @Override
    public Optional<Node.Obj> live(ResourceKey key) {
        return live(key, "");
    }

    /** What is live of {@code key}, in that version. */
    Optional<Node.Obj> live(ResourceKey key, String version) {
        Live live = cluster.get(ReadCall.inVersions(Map.of(key, version)), Cancellation.none())
                .of(key);
        assertThat(live).isNotInstanceOf(Live.Unreadable.class);
        return live instanceof Live.Present present ? Optional.of(present.whole()) : Optional.empty();
    }

    @Override
    public Map<ResourceKey, String> everything() {
        Map<ResourceKey, String> all = new TreeMap<>();
        for (KindInfo kind : cluster.discover(Cancellation.none()).kinds()) {
            if (kind.verbs().contains("list")) {
                cluster.list(KindRef.of(kind.groupKind()), Selection.all(), Cancellation.none())
                        .objects()
                        .forEach((key, live) -> all.put(key, Printer.json(live.whole(), Mask.none())));
            }
        }
        return all;
    }

    @Override
    public List<Event> events(Event.Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    @Override
    public void forgetEvents() {
        events.clear();
    }

    @Override
    public void close() {
        reconciler.close();
        cluster.close();
        source.close();
        git.close();
        store.close();
        if (owned) {
            plane.close();
        }
    }
}
