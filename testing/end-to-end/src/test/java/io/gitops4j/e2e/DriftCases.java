package io.gitops4j.e2e;

import static io.gitops4j.e2e.SafetyCases.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.diff.Change;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The checks of the shared cases of drift, in the same words for every cluster. */
final class DriftCases {
    /** A certificate of an authority that an injector might write: an API server reads it before it takes it. */
    private static final String AUTHORITY = """
            -----BEGIN CERTIFICATE-----
            MIIBPjCB5qADAgECAgkAgNtJ4NYM6zcwCgYIKoZIzj0EAwIwEzERMA8GA1UEAxMI
            aW5qZWN0ZWQwIBcNMjYxMTI2MDIyNzEwWhgPMjEyNjExMDIwMjI3MTBaMBMxETAP
            BgNVBAMTCGluamVjdGVkMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAENedrAzNg
            yWw5HiL1tmAfstxDBU14f9p31eu15GHKBy6jW1RbdPLCHBa2rFdj6qYVSRearZV4
            ZggsbIY54jg+baMhMB8wHQYDVR0OBBYEFOWnRcLljfTU7tYY3g4zLjysCnS4MAoG
            CCqGSM49BAMCA0cAMEQCIAJnDi7cfal/7Rd/RmoT9MKj7sCZQeURQUYiJN8aqs9f
            AiBb2CLa+PweSegqHKD+bpML9JOKhLvrcZPxHCfBn6AJLQ==
            -----END CERTIFICATE-----
            """;

    static final Map<String, SafetyCases.Check> ANYWHERE = new TreeMap<>(Map.ofEntries(
            Map.entry("28-empty-lists-and-maps-dropped", DriftCases::emptyOnesDropped),
            Map.entry("30-key-removed-from-git", DriftCases::keyRemoved),
            Map.entry("33-adopting-from-client-side-apply", DriftCases::adoption),
            Map.entry("36-removed-conversion-keeps-a-foreign-leaf", DriftCases::foreignLeaf),
            Map.entry("38-aggregated-cluster-role", DriftCases::aggregatedRole),
            Map.entry("41-status-and-creationtimestamp-in-git", DriftCases::statusInGit),
            Map.entry("44-null-in-an-immutable-place", DriftCases::nullInImmutablePlace),
            Map.entry("46-order-of-environment-variables", DriftCases::orderOfVariables),
            Map.entry("49-key-owned-by-two", DriftCases::keyOfTwo),
            Map.entry("52-custom-resource-without-a-schema", DriftCases::noSchema),
            Map.entry("54-ignore-one-field-of-one-list-item", IgnoredFieldCase::check)));

    /** All, on the embedded cluster. */
    static final Map<String, FieldCasesTest.Check> ALL = new TreeMap<>();

    static {
        ANYWHERE.forEach((name, check) -> ALL.put(name, check::run));
    }

    private DriftCases() {}

    /** Delivers what is declared, and finds it in sync: with the store, and with an empty one. */
    static void delivered(World host) {
        Run run = host.reconcile(host.shop());
        assertThat(run.outcome()).as("%s", run.outcome().problems()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        inSync(host);
        try (Reconciler forgetful = host.forgetful()) {
            Plan plan = forgetful.plan(host.shop(), Host.MANUAL, Cancellation.none());
            assertThat(plan.changes()).as("%s", told(plan)).isEmpty();
        }
    }

    /** The next pass writes nothing. */
    static void inSync(World host) {
        assertThat(host.plan(host.shop()).changes()).isEmpty();
        Run[] again = new Run[1];
        assertThat(host.writes(() -> again[0] = host.reconcile(host.shop()))).isZero();
        assertThat(again[0].outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
    }

    static List<String> told(Plan plan) {
        return plan.changes().stream().flatMap(line -> lines(line).stream()).toList();
    }

    /** The changes of one object: kind, path, owners, flags. */
    static List<String> lines(PlannedChange line) {
        return line.changes().stream()
                .map(change -> change
                        + (change.owners().isEmpty() ? "" : " " + change.owners())
                        + (change.flags().isEmpty() ? "" : " " + change.flags()))
                .toList();
    }

    static PlannedChange line(Plan plan, String object) {
        return plan.changes().stream()
                .filter(line -> line.object().equals(object))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line for " + object + " in " + plan.changes()));
    }

    private static ResourceKey key(String group, String kind, String namespace, String name) {
        return new ResourceKey(group, kind, namespace, name);
    }

    private static void emptyOnesDropped(java.nio.file.Path folder, World host) {
        host.declare("all.yaml", text(folder.resolve("desired.yaml")));
        delivered(host);

        ResourceKey service = key("", "Service", "shop", "lb");
        Path ranges = Path.of("spec", "loadBalancerSourceRanges");
        host.set("alice", service, ranges, Node.array(Node.of("10.0.0.0/8")));
        Plan plan = fresh(host);
        assertThat(plan.changes()).singleElement().satisfies(line -> {
            assertThat(line.verdict()).isEqualTo(Verdict.DRIFTED);
            assertThat(lines(line)).containsExactly("MODIFY spec.loadBalancerSourceRanges [alice]");
        });
        host.apply(plan);
        assertThat(host.field(service, "spec", "loadBalancerSourceRanges")).isEmpty();
        inSync(host);
    }

    /** A plan that is made when the edit of a moment ago is seen: a real cluster's watch tells a moment later. */
    static Plan fresh(World host) {
        Plan[] plan = new Plan[1];
        KubernetesWorld.until(() -> {
            plan[0] = host.plan(host.shop());
            return !plan[0].changes().isEmpty();
        });
        return plan[0];
    }

    private static void keyRemoved(java.nio.file.Path folder, World host) {
        host.declare("all.yaml", text(folder.resolve("before.yaml")));
        delivered(host);
        host.declare("all.yaml", text(folder.resolve("desired.yaml")));

        Plan plan = host.plan(host.shop());
        shortened(plan);
        try (Reconciler forgetful = host.forgetful()) {
            shortened(forgetful.plan(host.shop(), Host.MANUAL, Cancellation.none()));
        }
        host.apply(plan);
        assertThat(host.data("two-keys", "two.json")).isEmpty();
        assertThat(host.data("two-keys", "one.json")).isPresent();
        assertThat(names(host, key("apps", "Deployment", "shop", "two-containers"), "containers"))
                .containsExactly("app");
        inSync(host);
    }

    private static void shortened(Plan plan) {
        assertThat(plan.changes()).hasSize(2).allSatisfy(line -> {
            assertThat(line.action()).isEqualTo(Action.UPDATE);
            assertThat(line.verdict()).isEqualTo(Verdict.CHANGED);
            assertThat(line.changes()).extracting(Change::cause).containsOnly(Change.Cause.DESIRED_CHANGED);
        });
        assertThat(told(plan))
                .containsExactlyInAnyOrder(
                        "REMOVE data[\"two.json\"]",
                        "REMOVE spec.template.spec.containers[name=\"sidecar\"] [ROLLS_PODS]");
    }

    private static List<String> names(World host, ResourceKey workload, String list) {
        return host.field(workload, "spec", "template", "spec", list).stream()
                .flatMap(items -> ((Node.Arr) items).items().stream())
                .map(item -> item.text("name").orElse(""))
                .toList();
    }

    private static void adoption(java.nio.file.Path folder, World host) {
        ResourceKey adopted = key("", "ConfigMap", "shop", "adopted");
        String noted = "{\"apiVersion\":\"v1\",\"data\":{\"drop\":\"2\",\"keep\":\"1\"},\"kind\":\"ConfigMap\","
                + "\"metadata\":{\"annotations\":{},\"name\":\"adopted\",\"namespace\":\"shop\"}}\n";
        Node.Obj before = (Node.Obj) Host.node(text(folder.resolve("before.yaml")))
                .with(
                        Path.of("metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration"),
                        Node.of(noted));
        host.create("kubectl-client-side-apply", Printer.yaml(before, Mask.none()));
        host.set("operator", adopted, Path.of("data", "theirs"), Node.of("3"));
        host.declare("all.yaml", text(folder.resolve("desired.yaml")));

        Plan plan = host.plan(host.shop());
        assertThat(plan.changes()).extracting(PlannedChange::action).containsExactly(Action.ADOPT);
        assertThat(told(plan)).contains("REMOVE data.drop", "ADOPT data.keep [kubectl-client-side-apply]");
        Run run = host.apply(plan);
        assertThat(run.outcome()).as("%s", run.outcome().problems()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));

        Node.Obj live = host.live(adopted).orElseThrow();
        assertThat(live.object("data"))
                .isEqualTo(Host.node(text(folder.resolve("after.yaml"))).object("data"));
        assertThat(ManagedFields.readable(live).entries())
                .extracting(entry -> entry.manager().name())
                .contains("operator")
                .doesNotContain("kubectl-client-side-apply")
                .hasSize(2);
        inSync(host);
    }

    private static void foreignLeaf(java.nio.file.Path folder, World host) {
        ResourceKey definition = key("apiextensions.k8s.io", "CustomResourceDefinition", "", "certs.acme.example");
        host.declare("all.yaml", text(folder.resolve("before.yaml")));
        delivered(host);
        String uid = host.uid(definition);
        Path bundle = Path.of("spec", "conversion", "webhook", "clientConfig", "caBundle");
        byte[] authority = AUTHORITY.getBytes(StandardCharsets.US_ASCII);
        host.set("cainjector", definition, bundle, Node.of(Base64.getEncoder().encodeToString(authority)));
        host.declare("all.yaml", text(folder.resolve("desired.yaml")));

        Plan[] plan = new Plan[1];
        KubernetesWorld.until(() -> {
            plan[0] = host.plan(host.shop());
            return plan[0].changes().get(0).reason().isPresent();
        });
        PlannedChange line = plan[0].changes().get(0);
        assertThat(line.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(line.changes()).allSatisfy(change -> {
            assertThat(change.kind()).isEqualTo(Change.Kind.REMOVE);
            assertThat(change.path().toString()).startsWith("spec.conversion");
        });
        assertThat(line.reason().orElseThrow().message()).contains("caBundle").contains("cainjector");
        Run run = host.apply(plan[0]);
        boolean converts =
                host.field(definition, "spec", "conversion", "strategy").equals(Optional.of(Node.of("Webhook")));
        if (converts) {
            assertThat(run.outcome().kind()).isIn(Outcome.Kind.FAILED, Outcome.Kind.PARTIAL);
            assertThat(Host.messages(run).toString()).contains("conversion").contains("cainjector");
        }
        assertThat(host.uid(definition)).isEqualTo(uid);
    }

    private static void aggregatedRole(java.nio.file.Path folder, World host) {
        ResourceKey role = key("rbac.authorization.k8s.io", "ClusterRole", "", "aggregate");
        host.declare("all.yaml", text(folder.resolve("desired.yaml")));
        host.reconcile(host.shop());
        ResourceKey part = key("rbac.authorization.k8s.io", "ClusterRole", "", "aggregate-part");
        host.aggregated(role, (Node.Arr) host.field(part, "rules").orElseThrow());
        inSync(host);

        host.declare("all.yaml", text(folder.resolve("desired-with-empty-rules.yaml")));
        for (int i = 0; i < 10; i++) {
            assertThat(host.reconcile(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
            assertThat(((Node.Arr) host.field(role, "rules").orElseThrow()).size())
                    .isPositive();
        }
    }

    private static void statusInGit(java.nio.file.Path folder, World host) {
        ResourceKey definition = key("apiextensions.k8s.io", "CustomResourceDefinition", "", "engines.acme.example");
        ResourceKey agent = key("apps", "DaemonSet", "shop", "agent");
        host.declare("all.yaml", text(folder.resolve("desired.yaml")));
        delivered(host);
        assertThat(host.field(definition, "status", "conditions").orElseThrow().toString())
                .isNotEmpty();
        assertThat(Printer.json(host.live(definition).orElseThrow().object("status"), Mask.none()))
                .contains("Established");
        host.set("kubelet", agent, Path.of("status", "numberReady"), Node.of(7));
        inSync(host);
    }

    private static void nullInImmutablePlace(java.nio.file.Path folder, World host) {
        String declared = text(folder.resolve("desired.yaml"));
        host.declare("all.yaml", declared);
        delivered(host);

        String other = declared.replace("name: world, ", "name: world-with-claim, ");
        String template = "volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce],"
                + " resources: {requests: {storage: 1024Mi}}}}]";
        host.declare("all.yaml", declared, "other.yaml", other.replace("volumeClaimTemplates: null", template));
        delivered(host);
        host.declare("all.yaml", declared, "other.yaml", other);
        assertThat(told(host.plan(host.shop()))).containsExactly("REMOVE spec.volumeClaimTemplates [IMMUTABLE]");
    }

    private static void orderOfVariables(java.nio.file.Path folder, World host) {
        ResourceKey ordered = key("apps", "Deployment", "shop", "ordered");
        host.declare("all.yaml", text(folder.resolve("before.yaml")));
        delivered(host);
        host.declare("all.yaml", text(folder.resolve("desired.yaml")));

        Plan plan = host.plan(host.shop());
        assertThat(plan.changes()).extracting(PlannedChange::verdict).containsExactly(Verdict.CHANGED);
        assertThat(told(plan)).containsExactly("REORDER spec.template.spec.containers[name=\"app\"].env [ROLLS_PODS]");
        assertThat(host.apply(plan).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        Path env = Path.of("spec", "template", "spec", "containers").index(0).key("env");
        assertThat(host.live(ordered).orElseThrow().at(env))
                .isEqualTo(Host.node(text(folder.resolve("after.yaml"))).at(env));
        inSync(host);
    }

    private static void keyOfTwo(java.nio.file.Path folder, World host) {
        ResourceKey shared = key("", "ConfigMap", "shop", "shared");
        String without = text(folder.resolve("desired.yaml"));
        host.declare("all.yaml", without);
        host.reconcile(host.shop());
        host.set("kubectl-edit", shared, Path.of("data", "same"), Node.of("x"));
        host.set("kubectl-edit", shared, Path.of("data", "other"), Node.of("y"));
        host.declare("all.yaml", text(folder.resolve("before.yaml")));
        host.reconcile(host.shop());
        assertThat(host.data("shared", "other")).contains("z");
        host.declare("all.yaml", without);

        Plan plan = host.plan(host.shop());
        assertThat(plan.changes()).extracting(PlannedChange::verdict).containsExactly(Verdict.CHANGED);
        assertThat(told(plan)).containsExactly("REMOVE data.other", "RELEASE data.same [kubectl-edit]");
        host.apply(plan);
        assertThat(host.live(shared).orElseThrow().object("data"))
                .isEqualTo(Host.node(text(folder.resolve("after.yaml"))).object("data"));
        inSync(host);
    }

    private static void noSchema(java.nio.file.Path folder, World host) {
        String definition = text(folder.resolve("crd.yaml"));
        String before = text(folder.resolve("before.yaml"));
        String desired = text(folder.resolve("desired.yaml"));
        host.create("somebody", definition);
        host.declare("all.yaml", before);
        KubernetesWorld.until(() -> host.reconcile(host.shop()).outcome().kind() == Outcome.Kind.NO_CHANGE);
        inSync(host);

        host.declare("all.yaml", desired);
        newImage(host.plan(host.shop()));
        host.declare("all.yaml", desired, "crd.yaml", definition);
        Plan plan = host.plan(host.shop());
        newImage(plan);
        assertThat(host.apply(plan).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        Node containers = host.field(key("acme.example", "Workload", "shop", "api"), "spec", "template", "containers")
                .orElseThrow();
        assertThat(containers.at(Path.root().index(0).key("port"))).contains(Node.of(8080));
        assertThat(containers.at(Path.root().index(1).key("port"))).contains(Node.of("8081"));
        inSync(host);

        host.declare("all.yaml", desired.replace("\"8081\"", "8081"), "crd.yaml", definition);
        assertThat(told(host.plan(host.shop()))).containsExactly("MODIFY spec.template.containers");
    }

    private static void newImage(Plan plan) {
        PlannedChange line = line(plan, "Workload.acme.example shop/api");
        assertThat(line.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(line.changes()).singleElement().satisfies(change -> {
            assertThat(change.toString()).isEqualTo("MODIFY spec.template.containers");
            assertThat(change.cause()).isEqualTo(Change.Cause.DESIRED_CHANGED);
            assertThat(change.text()).contains("1.2.4").contains("1.2.6");
        });
    }
}
