package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.state.FileStateStore;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.git.Git;
import io.gitops4j.testing.Shared;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests that other projects publish, as they stand, from a repository over HTTP into a cluster. */
class RealInputTest {
    @TempDir
    Path state;

    private Path input;
    private Host host;
    private Application application;

    @BeforeEach
    void open() {
        input = Shared.folder("GITOPS4J_REALWORLD", "shared/realworld");
        host = Host.with(FileStateStore.at(state), builder -> builder);
    }

    @AfterEach
    void close() {
        if (host != null) {
            host.close();
            host.store.close();
        }
    }

    private void commit(String folder) {
        Path root = input.resolve(folder);
        for (Path file : Shared.files(root)) {
            host.git.write("deploy/" + root.relativize(file).toString().replace('\\', '/'), Shared.bytes(file));
        }
        host.git.commit(folder);
        application = host.app(
                        "real",
                        Git.at(host.git.serveHttp().url()).branch("main").path("deploy"))
                .timeout(Duration.ZERO)
                .build();
    }

    /** Plans, applies, and finds nothing to do after it. */
    private Run delivered() {
        Plan plan = host.plan(application);
        assertThat(plan.changes())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line.action()).as(line + " " + line.reason()).isEqualTo(Action.CREATE));
        Run run = host.apply(plan);
        assertThat(run.outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        assertThat(run.steps()).hasSize(plan.changes().size());
        var before = host.everything();
        Run[] again = new Run[1];
        assertThat(host.during(() -> again[0] = host.reconcile(application)).writes())
                .isZero();
        assertThat(again[0].outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
        assertThat(again[0].unchanged()).isEqualTo(plan.changes().size());
        assertThat(host.everything()).isEqualTo(before);
        return run;
    }

    /** Deletes a file, which must remove exactly these objects. */
    private void dropped(String file, String... objects) {
        Set<ResourceKey> before = new TreeSet<>(host.everything().keySet());
        host.git.delete("deploy/" + file).commit("drop " + file);

        Run run = host.reconcile(application);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(run.steps())
                .extracting(step -> step.change().action() + " " + step.change().object())
                .containsExactlyInAnyOrder(
                        List.of(objects).stream().map("PRUNE "::concat).toArray(String[]::new));
        before.removeAll(host.everything().keySet());
        assertThat(before.stream().map(ResourceKey::toString).toList()).containsExactlyInAnyOrder(objects);
    }

    private void edit(String file, String from, String to) {
        String text = new String(Shared.bytes(input.resolve(file)), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        host.git.write("deploy/" + file.substring(file.lastIndexOf('/') + 1), text.replace(from, to));
    }

    @Test
    void guestbook_of_argo_cd() {
        commit("argocd-example-apps/guestbook");

        Run run = delivered();

        assertThat(run.steps()).hasSize(2);
        dropped("guestbook-ui-svc.yaml", "Service shop/guestbook-ui");
    }

    @Test
    void microservices_demo_of_google_cloud() {
        commit("microservices-demo/kubernetes-manifests");

        Run run = delivered();

        assertThat(run.steps().size()).isGreaterThan(30);
        edit("microservices-demo/kubernetes-manifests/kustomization.yaml", " - shippingservice.yaml\n", "");
        dropped(
                "shippingservice.yaml",
                "Deployment.apps shop/shippingservice",
                "Service shop/shippingservice",
                "ServiceAccount shop/shippingservice");
    }

    @Test
    void podinfo_with_kustomize() {
        commit("podinfo/kustomize");

        Run run = delivered();

        assertThat(run.steps()).hasSize(3);
        edit("podinfo/kustomize/kustomization.yaml", "  - hpa.yaml\n", "");
        dropped("hpa.yaml", "HorizontalPodAutoscaler.autoscaling shop/podinfo");
    }

    @Test
    void kube_prometheus() {
        commit("kube-prometheus/manifests");

        Run run = delivered();

        assertThat(run.steps().size()).isGreaterThan(90);
        dropped("grafana-dashboardDatasources.yaml", "Secret monitoring/grafana-datasources");
        dropped("prometheus-roleConfig.yaml", "Role.rbac.authorization.k8s.io monitoring/prometheus-k8s-config");
    }

    @Test
    void kube_prometheus_changed_by_hand_is_set_back() {
        commit("kube-prometheus/manifests");
        delivered();
        ResourceKey grafana = new ResourceKey("apps", "Deployment", "monitoring", "grafana");
        host.cluster.as("alice").scale(grafana, 4);
        host.cluster
                .as("alice")
                .set(
                        new ResourceKey(
                                "apiextensions.k8s.io",
                                "CustomResourceDefinition",
                                "",
                                "prometheuses.monitoring.coreos.com"),
                        io.gitops4j.core.tree.Path.of("spec", "names", "categories"),
                        Node.array());

        Run run = host.reconcile(application);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(run.steps()).hasSize(2);
        assertThat(host.events(Event.Kind.DRIFT))
                .extracting(Event::message)
                .anyMatch(text -> text.contains("spec.replicas: 4 -> 1, drift by alice"));
        assertThat(host.during(() -> host.reconcile(application)).writes()).isZero();
    }

    @Test
    void the_secrets_of_kube_prometheus_are_told_nowhere() {
        commit("kube-prometheus/manifests");
        StringBuilder told = new StringBuilder();
        tell(told, host.plan(application));
        Run run = delivered();
        ResourceKey secret = new ResourceKey("", "Secret", "monitoring", "grafana-config");
        host.cluster.as("alice").set(secret, io.gitops4j.core.tree.Path.of("data", "grafana.ini"), Node.of("b29wcw=="));
        tell(told, host.plan(application));
        Run drift = host.reconcile(application);
        host.git.delete("deploy/grafana-config.yaml").commit("drop it");
        tell(told, host.plan(application));
        Run prune = host.reconcile(application);
        for (Run one : List.of(run, drift, prune)) {
            told.append(one).append(one.steps()).append(one.outcome().problems());
            one.steps().forEach(step -> step.change().changes().forEach(change -> told.append(change.text())));
        }
        host.events()
                .forEach(event -> told.append(event).append(event.message()).append(event.problem()));
        told.append(host.status(application)).append(host.status(application).objects());
        host.close();
        host.store.close();

        List<String> secrets = secretValues(input.resolve("kube-prometheus/manifests"));
        assertThat(secrets.size()).isGreaterThan(5);
        assertThat(told).contains("grafana-config");
        assertNone("events, plans or runs", told.toString(), secrets);
        List<Path> files = Shared.files(state);
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            assertNone(file.getFileName().toString(), new String(Shared.bytes(file), StandardCharsets.UTF_8), secrets);
        }
        assertThat(files.stream().map(file -> new String(Shared.bytes(file), StandardCharsets.UTF_8)))
                .anyMatch(text -> text.contains("grafana-config"));
        Path log = Path.of(System.getProperty("org.slf4j.simpleLogger.logFile", "target/end-to-end.log"));
        if (Files.exists(log)) {
            assertNone("the log", new String(Shared.bytes(log), StandardCharsets.UTF_8), secrets);
        }
        host = null;
    }

    private static void tell(StringBuilder told, Plan plan) {
        told.append(plan).append(plan.toMarkdown()).append(Printer.json(plan.toDocument(), Mask.none()));
        plan.changes()
                .forEach(line -> line.changes()
                        .forEach(change -> told.append(change)
                                .append(change.text())
                                .append(change.before())
                                .append(change.after())));
    }

    private static void assertNone(String where, String text, List<String> secrets) {
        for (String secret : secrets) {
            assertThat(text.contains(secret))
                    .as("a secret of %d characters in %s", secret.length(), where)
                    .isFalse();
        }
    }

    /** Every value of every Secret, in base64 and decoded; those too short to be told apart left out. */
    private static List<String> secretValues(Path folder) {
        List<String> values = new ArrayList<>();
        for (Path file : Shared.files(folder)) {
            if (!file.toString().endsWith(".yaml")) {
                continue;
            }
            for (Document document : Parser.tolerant().parse(file.toString(), Shared.bytes(file))) {
                if (document.root() instanceof Node.Obj object
                        && object.text("kind").equals(Optional.of("Secret"))) {
                    for (String section : List.of("data", "stringData")) {
                        Node.Obj data = object.object(section);
                        for (String key : data.keys()) {
                            String value = data.text(key).orElse("");
                            values.add(section.equals("data") ? decoded(value) : value);
                        }
                    }
                }
            }
        }
        return values.stream()
                .flatMap(value -> List.of(value, value.strip(), base64(value)).stream())
                .filter(value -> value.length() > 15)
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String decoded(String value) {
        return new String(Base64.getMimeDecoder().decode(value), StandardCharsets.UTF_8);
    }

    private static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
