package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Change;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.Components;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.KustomizeRenderer;
import io.gitops4j.render.substitution.Substitution;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A kustomization whose objects pass through the {@code postBuild} of a Flux Kustomization, from Git to the embedded cluster. */
class SubstitutionTest {
    private static final String PASSWORD = "correct-horse-battery";
    private static final String NEXT_PASSWORD = "staple-of-the-horse";

    private final Host host = Host.create();

    @BeforeEach
    void declare() {
        host.declare(
                "kustomization.yaml", """
                        resources: [web.yaml, settings.yaml]
                        commonAnnotations: {region: "${region:=eu}"}
                        """,
                "web.yaml", Host.deployment("web", 7).replace("replicas: 7", "replicas: ${replicas}"),
                "settings.yaml", Host.configMap("settings", "url", "https://${domain}/", "database", """
                                postgres://app:${password}@db?options=a-value-that-is-so-long-that-its-line-folds at blanks"""));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A process whose post-build has these variables, on the store and the cluster of all others. */
    private void start(String substitute, String password) {
        Map<String, Node.Obj> objects = Map.of(
                "cluster", Host.node("{apiVersion: v1, kind: ConfigMap, data: {domain: shop.example}}"),
                "database", Host.node("{apiVersion: v1, kind: Secret, data: {password: " + base64(password) + "}}"));
        Substitution postBuild = Substitution.builder()
                .postBuild(Host.node("""
                        substitute: %s
                        substituteFrom:
                        - {kind: ConfigMap, name: cluster}
                        - {kind: Secret, name: database}
                        - {kind: Secret, name: extra, optional: true}
                        """.formatted(substitute)), (kind, name) -> Optional.ofNullable(objects.get(name)))
                .build();
        host.use(
                host.another(host.cluster, with -> with.components(Components.of(new KustomizeRenderer(), postBuild))));
    }

    private Application shop() {
        return host.app("shop").through("post-build").build();
    }

    @Test
    void variables_by_name_of_a_config_map_and_of_a_secret_arrive_in_the_cluster() {
        start("{replicas: \"2\"}", PASSWORD);

        Run run = host.apply(host.plan(shop()));

        assertThat(run.outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        assertThat(host.field(Host.deploymentKey("web"), "spec", "replicas")).contains(Node.of(2));
        assertThat(host.field(Host.deploymentKey("web"), "metadata", "annotations", "region"))
                .contains(Node.of("eu"));
        assertThat(host.data("settings", "url")).contains("https://shop.example/");
        assertThat(host.data("settings", "database"))
                .contains("postgres://app:" + PASSWORD
                        + "@db?options=a-value-that-is-so-long-that-its-line-folds at blanks");
        assertThat(host.writes(() -> host.reconcileUntil(Outcome.Kind.NO_CHANGE, shop())))
                .isZero();
    }

    @Test
    void a_changed_variable_alone_makes_a_new_plan() {
        start("{replicas: \"2\"}", PASSWORD);
        host.reconcile(shop());
        Plan nothing = host.plan(shop());
        start("{replicas: \"3\", region: us}", PASSWORD);

        Plan plan = host.plan(shop());

        assertThat(nothing.isEmpty()).isTrue();
        assertThat(plan.digest()).isNotEqualTo(nothing.digest());
        assertThat(plan.changes().stream()
                        .flatMap(line -> line.changes().stream())
                        .map(Change::text))
                .anyMatch(text -> text.startsWith("spec.replicas: 2 -> 3"))
                .anyMatch(text -> text.startsWith("metadata.annotations.region: \"eu\" -> \"us\""))
                .noneMatch(text -> text.startsWith("data."));
        assertThat(host.apply(plan).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        assertThat(host.field(Host.deploymentKey("web"), "spec", "replicas")).contains(Node.of(3));
    }

    @Test
    void a_value_of_a_secret_is_never_told() {
        start("{replicas: \"2\"}", PASSWORD);
        Plan create = host.plan(shop());
        String told = Told.of(host, shop(), create, host.apply(create));
        start("{replicas: \"2\"}", NEXT_PASSWORD);
        Plan change = host.plan(shop());
        told += Told.of(host, shop(), change, host.apply(change));
        host.cluster.faults().reject(Host.configMapKey("settings"), "denied", 1);
        start("{replicas: \"2\"}", PASSWORD);
        Plan refused = host.plan(shop());
        told += Told.of(host, shop(), refused, host.apply(refused));

        assertThat(change.changes().toString()).contains("ConfigMap shop/settings");
        assertThat(told)
                .contains("data.database")
                .doesNotContain(PASSWORD, NEXT_PASSWORD, base64(PASSWORD), base64(NEXT_PASSWORD));
    }

    @Test
    void a_value_of_a_secret_that_breaks_its_object_is_not_in_the_error() {
        start("{replicas: \"2\"}", PASSWORD + "\": [");

        assertThatThrownBy(() -> host.plan(shop()))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        refused -> assertThat(refused.problems().toString()).doesNotContain(PASSWORD))
                .hasMessageContaining("deploy/settings.yaml:6:13, ConfigMap settings, data.database: ")
                .hasMessageNotContaining(PASSWORD)
                .hasNoCause();
        assertThat(host.reconcile(shop()).toString()).doesNotContain(PASSWORD);
        assertThat(host.events().toString()).doesNotContain(PASSWORD);
    }

    @Test
    void a_variable_that_is_not_set_is_named_with_its_place() {
        start("{replica: \"2\"}", PASSWORD);

        assertThatThrownBy(() -> host.plan(shop()))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.INVALID_CONFIGURATION))
                .hasMessageContaining("deploy/web.yaml:5:13, Deployment web, spec.replicas: ")
                .hasMessageContaining("\"replicas\"")
                .hasMessageContaining("\"replica\"");
        assertThat(host.live(Host.deploymentKey("web"))).isEmpty();
    }
}
