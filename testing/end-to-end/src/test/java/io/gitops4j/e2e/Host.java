package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Problem;
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
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.reconcile.ReconcilerBuilder;
import io.gitops4j.core.reconcile.RunHandle;
import io.gitops4j.core.reconcile.Status;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.embedded.EmbeddedCluster;
import io.gitops4j.embedded.Requests;
import io.gitops4j.embedded.Rollout;
import io.gitops4j.git.Git;
import io.gitops4j.git.GitSource;
import io.gitops4j.render.kustomize.KustomizeRenderer;
import io.gitops4j.testkit.GitFixture;
import io.gitops4j.testkit.ManualClock;
import io.gitops4j.testkit.ManualScheduler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * A host with everything real but time and network: a Git repository, an embedded cluster with the namespace {@code shop}, a
 * store, a reconciler and what its listener was told. All that happens by itself happens on the test's thread, when it {@link
 * #pump pumps} or {@link #advance advances}.
 */
final class Host implements World {
    static final String INSTALLATION = "e2e";
    static final Trigger MANUAL = Trigger.manual("tester");

    final ManualClock clock = ManualClock.create();
    final ManualScheduler scheduler = new ManualScheduler(clock);
    final Pump pump = new Pump();
    final GitFixture git = GitFixture.create();
    final GitSource source = GitSource.create();
    final EmbeddedCluster cluster;
    final StateStore store;
    private final List<Event> events = new ArrayList<>();
    private final UnaryOperator<ReconcilerBuilder> more;
    private Reconciler reconciler;

    private Host(Rollout rollout, StateStore store, UnaryOperator<ReconcilerBuilder> more) {
        this.cluster = EmbeddedCluster.builder()
                .clock(clock)
                .scheduler(scheduler)
                .executor(ManualScheduler.direct()) // a watch shows a change at once
                .rollout(rollout)
                .build();
        this.store = store == null ? StateStore.inMemory(clock) : store;
        this.more = more;
        this.reconciler = another(INSTALLATION);
        namespace("shop");
    }

    /** A host whose workloads are ready at once. */
    static Host create() {
        return new Host(Rollout.immediate(), null, builder -> builder);
    }

    /** A host whose workloads take their time. */
    static Host with(Rollout rollout) {
        return new Host(rollout, null, builder -> builder);
    }

    /** A host with other parts. */
    static Host with(UnaryOperator<ReconcilerBuilder> more) {
        return new Host(Rollout.immediate(), null, more);
    }

    /** A host with that store. */
    static Host with(StateStore store, UnaryOperator<ReconcilerBuilder> more) {
        return new Host(Rollout.immediate(), store, more);
    }

    /** Another reconciler on the same store and cluster, as a process that starts anew has. */
    Reconciler another(String installation) {
        return another(installation, store);
    }

    /** Another reconciler of the same installation, which has the cluster behind {@code adapter}. */
    Reconciler another(ClusterAdapter adapter, UnaryOperator<ReconcilerBuilder> with) {
        return with.apply(Reconciler.builder()
                        .installation(INSTALLATION)
                        .source(source)
                        .clusters(Clusters.of("embedded", adapter))
                        .store(store)
                        .executor(pump)
                        .scheduler(scheduler)
                        .clock(clock)
                        .listener(events::add))
                .build();
    }

    Reconciler another(String installation, StateStore store) {
        ReconcilerBuilder builder = Reconciler.builder()
                .installation(installation)
                .components(Components.of(new KustomizeRenderer()))
                .source(source)
                .clusters(Clusters.of(Map.of("embedded", cluster, "elsewhere", cluster)))
                .store(store)
                .executor(pump)
                .scheduler(scheduler)
                .clock(clock)
                .listener(events::add);
        return more.apply(builder).build();
    }

    @Override
    public World another() {
        return create();
    }

    @Override
    public Reconciler reconciler() {
        return reconciler;
    }

    @Override
    public Reconciler forgetful() {
        return another(INSTALLATION, StateStore.inMemory(clock));
    }

    void use(Reconciler other) {
        this.reconciler = other;
    }

    // ---- what is declared

    /** The application {@code name} of the folder {@code deploy} on the branch {@code main}, which prunes. */
    Application.Builder app(String name) {
        return app(name, "deploy");
    }

    @Override
    public Application.Builder app(String name, String folder) {
        return app(name, Git.at(git.url()).branch("main").path(folder));
    }

    Application.Builder app(String name, Git from) {
        return Application.named(name)
                .from(from)
                .to("embedded")
                .namespace("shop")
                .prune();
    }

    @Override
    public GitFixture git() {
        return git;
    }

    static String configMap(String name, String... data) {
        StringBuilder text = new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\n");
        if (data.length > 0) {
            text.append("data:\n");
        }
        for (int i = 0; i < data.length; i += 2) {
            text.append("  ").append(data[i]).append(": \"").append(data[i + 1]).append("\"\n");
        }
        return text.toString();
    }

    /** A ConfigMap as somebody creates it by hand, its namespace named. */
    static String foreign(String name, String... data) {
        return configMap(name, data).replace("{name: " + name + "}", "{name: " + name + ", namespace: shop}");
    }

    static String deployment(String name, int replicas) {
        return deployment(name, replicas, "");
    }

    static String deployment(String name, int replicas, String annotations) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s%3$s}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec: {containers: [{name: app, image: "registry.example/%1$s:1"}]}
                """.formatted(name, replicas, annotations.isEmpty() ? "" : ", annotations: {" + annotations + "}");
    }

    // ---- what is done

    @Override
    public Plan plan(Application application) {
        return reconciler.plan(application, MANUAL, Cancellation.none());
    }

    @Override
    public Run reconcile(Application application) {
        Run run = reconciler.reconcile(application, MANUAL, Cancellation.none());
        pump.run();
        return run;
    }

    @Override
    public void reconcileUntil(Outcome.Kind kind, Application application) {
        assertThat(reconcile(application).outcome().kind()).isEqualTo(kind);
    }

    @Override
    public Run apply(Plan plan) {
        Run run = reconciler.apply(plan, MANUAL, Cancellation.none());
        pump.run();
        return run;
    }

    @Override
    public Run settled(RunHandle handle, Duration patience) {
        advance(patience.plusSeconds(1));
        return ended(handle).orElseThrow();
    }

    @Override
    public RunHandle start(Application application) {
        RunHandle handle = reconciler.start(plan(application), MANUAL);
        pump.run();
        return handle;
    }

    Status status(Application application) {
        return reconciler.status(application, Cancellation.none());
    }

    /** The run of {@code handle}, where it has ended. */
    static Optional<Run> ended(RunHandle handle) {
        CompletableFuture<Run> future = handle.completion().toCompletableFuture();
        return future.isDone() ? Optional.of(future.join()) : Optional.empty();
    }

    /** Lets what was handed over run. */
    void pump() {
        pump.run();
    }

    /** Lets {@code time} pass, second by second. */
    void advance(Duration time) {
        pump.run();
        Duration left = time;
        while (!left.isZero()) {
            Duration step = left.compareTo(Duration.ofSeconds(1)) < 0 ? left : Duration.ofSeconds(1);
            scheduler.advance(step);
            pump.run();
            left = left.minus(step);
        }
    }

    @Override
    public StateStore store() {
        return store;
    }

    @Override
    public int writes(Runnable work) {
        return (int) during(work).writes();
    }

    /** The requests that {@code work} made. */
    Requests during(Runnable work) {
        Requests before = cluster.requests();
        work.run();
        return cluster.requests().since(before);
    }

    // ---- what is live

    static ResourceKey configMapKey(String name) {
        return new ResourceKey("", "ConfigMap", "shop", name);
    }

    static ResourceKey deploymentKey(String name) {
        return new ResourceKey("apps", "Deployment", "shop", name);
    }

    static ResourceKey namespaceKey(String name) {
        return new ResourceKey("", "Namespace", "", name);
    }

    @Override
    public void namespace(String name) {
        create("admin", "apiVersion: v1\nkind: Namespace\nmetadata: {name: \"" + name + "\"}\n");
    }

    @Override
    public void create(String actor, String yaml) {
        cluster.as(actor).create(node(yaml));
    }

    @Override
    public void remove(String actor, ResourceKey key, Path field) {
        cluster.as(actor).remove(key, field);
    }

    @Override
    public void set(String actor, ResourceKey key, Path field, Node value) {
        cluster.as(actor).set(key, field, value);
    }

    @Override
    public void aggregated(ResourceKey role, Node.Arr rules) {
        set("clusterrole-aggregation-controller", role, Path.of("rules"), rules);
    }

    static Node.Obj node(String yaml) {
        return (Node.Obj) Parser.strict()
                .parse("test.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .get(0)
                .root();
    }

    @Override
    public Optional<Node.Obj> live(ResourceKey key) {
        return cluster.get(ReadCall.of(List.of(key)), Cancellation.none()).of(key) instanceof Live.Present present
                ? Optional.of(present.whole())
                : Optional.empty();
    }

    @Override
    public Map<ResourceKey, String> everything() {
        Map<ResourceKey, String> all = new TreeMap<>();
        for (KindInfo kind : cluster.discover(Cancellation.none()).kinds()) {
            cluster.list(KindRef.of(kind.groupKind()), Selection.all(), Cancellation.none())
                    .objects()
                    .forEach((key, live) -> all.put(key, Printer.json(live.whole(), Mask.none())));
        }
        return all;
    }

    // ---- what was said

    List<Event> events() {
        pump.run();
        return List.copyOf(events);
    }

    @Override
    public List<Event> events(Event.Kind kind) {
        return events().stream().filter(event -> event.kind() == kind).toList();
    }

    @Override
    public void forgetEvents() {
        pump.run();
        events.clear();
    }

    static List<String> messages(Run run) {
        return run.outcome().problems().stream().map(Problem::text).toList();
    }

    static StepResult step(Run run, ResourceKey key) {
        return run.steps().stream()
                .filter(step -> step.change().object().equals(key.toString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line for " + key + " in " + run.steps()));
    }

    @Override
    public void close() {
        pump.run();
        reconciler.close();
        cluster.close();
        source.close();
        git.close();
    }
}
