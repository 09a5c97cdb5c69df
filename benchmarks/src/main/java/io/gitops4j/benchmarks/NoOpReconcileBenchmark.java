package io.gitops4j.benchmarks;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.cluster.Clusters;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.embedded.EmbeddedCluster;
import io.gitops4j.embedded.Rollout;
import io.gitops4j.git.Git;
import io.gitops4j.git.GitSource;
import io.gitops4j.testkit.GitFixture;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A reconcile that finds nothing to do: from asking Git for its revision to the run's outcome, on the embedded cluster. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class NoOpReconcileBenchmark {
    /** How many Deployments are declared. */
    @Param("1000")
    public int objects;

    private @Nullable Host host;

    private record Host(GitFixture git, EmbeddedCluster cluster, Reconciler reconciler, Application application) {}

    /** Applies them once. */
    @Setup
    public void apply() {
        GitFixture git = GitFixture.create();
        for (int i = 0; i < objects; i++) {
            git.write("deploy/web-" + i + ".yaml", deployment(i));
        }
        git.commit("a thousand deployments");
        EmbeddedCluster cluster =
                EmbeddedCluster.builder().rollout(Rollout.immediate()).build();
        cluster.as("admin").create((Node.Obj) Parser.strict()
                .parse(
                        "namespace.yaml",
                        "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}".getBytes(StandardCharsets.UTF_8))
                .get(0)
                .root());
        Reconciler reconciler = Reconciler.builder()
                .installation("benchmark")
                .source(GitSource.create())
                .clusters(Clusters.of("embedded", cluster))
                .store(StateStore.inMemory())
                .build();
        Application application = Application.named("shop")
                .from(Git.at(git.url()).branch("main").path("deploy"))
                .to("embedded")
                .namespace("shop")
                .prune()
                .build();
        host = new Host(git, cluster, reconciler, application);
        expect(Outcome.Kind.APPLIED);
        expect(Outcome.Kind.NO_CHANGE);
    }

    private Run expect(Outcome.Kind kind) {
        Host now = java.util.Objects.requireNonNull(host);
        Run run = now.reconciler.reconcile(now.application, Trigger.schedule(), Cancellation.none());
        if (run.outcome().kind() != kind) {
            throw new IllegalStateException(run.toString());
        }
        return run;
    }

    private static String deployment(int i) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web-%1$d
                  labels: {app: web-%1$d, tier: front}
                spec:
                  replicas: 3
                  selector: {matchLabels: {app: web-%1$d}}
                  template:
                    metadata: {labels: {app: web-%1$d, tier: front}}
                    spec:
                      containers:
                      - name: web
                        image: registry.example/web:1.%1$d
                        args: [--port=8080, --verbose]
                        ports: [{name: http, containerPort: 8080}]
                        env:
                        - {name: MODE, value: production}
                        - {name: INDEX, value: "%1$d"}
                        resources:
                          requests: {cpu: 100m, memory: 128Mi}
                          limits: {memory: 256Mi}
                        readinessProbe: {httpGet: {path: /ready, port: http}}
                """.formatted(i);
    }

    /** One reconcile. */
    @Benchmark
    public Run reconcile() {
        return expect(Outcome.Kind.NO_CHANGE);
    }

    /** Frees everything. */
    @TearDown
    public void close() {
        Host now = java.util.Objects.requireNonNull(host);
        now.reconciler.close();
        now.cluster.close();
        now.git.close();
    }
}
