package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.reconcile.Applications;
import io.gitops4j.core.reconcile.ReconcileLoop;
import io.gitops4j.core.reconcile.Status;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testing.Shared;
import io.gitops4j.testkit.controlplane.AuditLog;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What other projects publish, from Git into a real cluster: the whole main job, its controllers at work. */
class KubernetesTest {
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.sharedWithControllers();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Path input;
    private KubernetesWorld world;
    private String namespace;
    private AuditLog.Mark beginning;

    @BeforeEach
    void open() {
        input = Shared.folder("GITOPS4J_REALWORLD", "shared/realworld");
        world = KubernetesWorld.on(PLANE);
        namespace = PLANE.namespace();
        beginning = PLANE.audit().mark();
    }

    @AfterEach
    void close() {
        if (world != null) {
            world.close();
        }
    }

    private Application commit(String folder) {
        Path root = input.resolve(folder);
        for (Path file : Shared.files(root)) {
            world.git.write("deploy/" + root.relativize(file).toString().replace('\\', '/'), Shared.bytes(file));
        }
        world.git.commit(folder);
        return world.app("real", namespace, "deploy")
                .timeout(PATIENCE)
                .every(Duration.ofHours(1))
                .build();
    }

    private String text(String file) {
        return new String(Shared.bytes(input.resolve(file)), StandardCharsets.UTF_8);
    }

    private ResourceKey deployment(String name) {
        return new ResourceKey("apps", "Deployment", namespace, name);
    }

    private ResourceKey service(String name) {
        return new ResourceKey("", "Service", namespace, name);
    }

    /** Applies everything, and finds it in sync and healthy. */
    private int applied(ReconcileLoop loop, Application application) {
        Run run = KubernetesWorld.run(loop, application);
        Optional<Run> first = world.reconciler().history(application.id(), Optional.empty(), 10).stream()
                .filter(one -> one.outcome().kind() == Outcome.Kind.APPLIED)
                .findFirst();
        assertThat(first).as("%s", run.outcome()).isPresent();
        Status status = world.reconciler().status(application, Cancellation.none());
        assertThat(status.sync()).as("%s", status.problems()).isEqualTo(Status.Sync.SYNCED);
        assertThat(status.health()).isEqualTo(Health.Status.HEALTHY);
        return first.orElseThrow().steps().size();
    }

    /** An unchanged pass asks the API server for nothing at all. */
    private void asksNothing(ReconcileLoop loop, Application application) {
        KubernetesWorld.run(loop, application);
        KubernetesWorld.run(loop, application);
        Run[] pass = new Run[1];
        var verbs = world.verbs(() -> pass[0] = KubernetesWorld.run(loop, application));
        assertThat(pass[0].outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
        System.out.println("requests of an unchanged pass over " + pass[0].unchanged() + " objects: " + verbs);
        assertThat(verbs).isEmpty();
    }

    /** An edit of {@code field} by hand is seen through the watch, told, and set back. */
    private void revertsDrift(ResourceKey key, Node value, String... field) {
        world.forgetEvents();
        Optional<Node> declared = world.field(key, field);
        assertThat(declared).isPresent();
        long before = System.nanoTime();
        world.merge("alice", key, (Node.Obj) Node.object().with(io.gitops4j.core.tree.Path.of(field), value));
        PLANE.client().await(world.path(key), live -> live.at(field).equals(declared), PATIENCE);
        System.out.println("from a live edit to its revert: " + (System.nanoTime() - before) / 1_000_000 + " ms");
        assertThat(world.events(Event.Kind.DRIFT))
                .extracting(Event::message)
                .anyMatch(text -> text.contains("drift by alice"));
    }

    /** Every write was into the namespace of the application. */
    private void touchedNothingElse() {
        List<AuditLog.Request> writes = PLANE.audit().writesSince(beginning);
        assertThat(writes)
                .isNotEmpty()
                .allSatisfy(write -> assertThat(write.uri()).contains("/namespaces/" + namespace + "/"));
    }

    @Test
    void guestbook_of_argo_cd() {
        Application application = commit("argocd-example-apps/guestbook");
        ResourceKey deployment = deployment("guestbook-ui");
        try (ReconcileLoop loop = ReconcileLoop.start(world.reconciler(), Applications.of(application))) {
            assertThat(applied(loop, application)).isEqualTo(2);
            asksNothing(loop, application);
            revertsDrift(deployment, Node.of(5), "spec", "replicas");

            String file = "guestbook-ui-deployment.yaml";
            world.git.write(
                    "deploy/" + file,
                    text("argocd-example-apps/guestbook/" + file)
                            .replace(":v5", ":v6")
                            .replace("replicas: 1", "replicas: 3"));
            world.git.commit("a new release");
            assertThat(KubernetesWorld.run(loop, application).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
            assertThat(world.field(deployment, "status", "updatedReplicas")).contains(Node.of(3));
            assertThat(world.field(deployment, "status", "availableReplicas")).contains(Node.of(3));

            world.git.delete("deploy/guestbook-ui-svc.yaml").commit("no service");
            Run prune = KubernetesWorld.run(loop, application);
            assertThat(prune.outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
            assertThat(prune.steps())
                    .singleElement()
                    .satisfies(step ->
                            assertThat(step.change().object()).isEqualTo("Service " + namespace + "/guestbook-ui"));
            assertThat(world.live(service("guestbook-ui"))).isEmpty();
            assertThat(world.live(deployment)).isPresent();
        }
        touchedNothingElse();
    }

    @Test
    void microservices_demo_of_google_cloud() {
        String folder = "microservices-demo/kubernetes-manifests";
        Application application = commit(folder);
        ResourceKey frontend = deployment("frontend");
        try (ReconcileLoop loop = ReconcileLoop.start(world.reconciler(), Applications.of(application))) {
            assertThat(applied(loop, application)).isGreaterThan(30);
            asksNothing(loop, application);
            revertsDrift(service("frontend"), Node.of("nobody"), "spec", "selector", "app");

            String manifest = text(folder + "/frontend.yaml");
            assertThat(manifest).contains("cpu: 200m");
            world.git.write("deploy/frontend.yaml", manifest.replace("cpu: 200m", "cpu: 250m"));
            world.git.commit("more of the processor");
            String revision = revision(frontend);
            assertThat(KubernetesWorld.run(loop, application).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
            assertThat(revision(frontend)).isNotEqualTo(revision);

            world.git.write(
                    "deploy/kustomization.yaml",
                    text(folder + "/kustomization.yaml").replace(" - shippingservice.yaml\n", ""));
            world.git.commit("no shipping");
            Run prune = KubernetesWorld.run(loop, application);
            assertThat(prune.outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
            assertThat(prune.steps())
                    .extracting(step -> step.change().object())
                    .containsExactlyInAnyOrder(
                            "Deployment.apps " + namespace + "/shippingservice",
                            "Service " + namespace + "/shippingservice",
                            "ServiceAccount " + namespace + "/shippingservice");
            assertThat(world.live(frontend)).isPresent();
        }
        touchedNothingElse();
    }

    private String revision(ResourceKey deployment) {
        return world.live(deployment)
                .orElseThrow()
                .text("metadata", "annotations", "deployment.kubernetes.io/revision")
                .orElseThrow();
    }
}
