package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.diff.Change;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.controlplane.ControlPlane;
import io.gitops4j.testkit.controlplane.KubeClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What admission policies make of an object on its way is no drift: they label everything, and workloads get a container more,
 * another registry, and another pull policy than is usual.
 */
class InSyncUnderAdmissionTest extends RealWorldInSync {
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.fresh().withControllers().build();

    private static final String POLICIES = "/apis/admissionregistration.k8s.io/v1/mutatingadmissionpolicies";
    private static final String BINDINGS = "/apis/admissionregistration.k8s.io/v1/mutatingadmissionpolicybindings";

    private static final String LABEL = """
            ApplyConfiguration
            Object{metadata: Object.metadata{labels: {"policy.example/seen": "yes"}}}
            """;
    private static final String SIDECAR = """
            ApplyConfiguration
            Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: [
              Object.spec.template.spec.containers{name: "policy-proxy", image: "mirror.example/proxy:1"}]}}}}
            """;
    private static final String IMAGE = """
            JSONPatch
            object.spec.template.spec.containers[0].image.startsWith("mirror.example/") ? [] :
            [JSONPatch{op: "replace", path: "/spec/template/spec/containers/0/image",
              value: "mirror.example/" + object.spec.template.spec.containers[0].image}]
            """;
    private static final String PULL = """
            JSONPatch
            [JSONPatch{op: "add", path: "/spec/template/spec/containers/0/imagePullPolicy", value: "Always"}]
            """;

    @Override
    ControlPlane plane() {
        return PLANE;
    }

    @Override
    void prepare() {
        policy("label", "*", "\"*\"", LABEL);
        String workloads = "deployments, daemonsets, statefulsets";
        policy("sidecar", "apps", workloads, SIDECAR);
        policy("image", "apps", workloads, IMAGE);
        policy("pull", "apps", workloads, PULL);
        awaitPolicies();
    }

    /** {@code mutation} is the kind of the patch, and on the lines after it the expression. */
    private static void policy(String name, String group, String resources, String mutation) {
        KubeClient client = PLANE.client();
        int end = mutation.indexOf('\n');
        String kind = mutation.substring(0, end);
        String member = kind.equals("JSONPatch") ? "jsonPatch" : "applyConfiguration";
        client.create(POLICIES, """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingAdmissionPolicy
                metadata: {name: "%s.policy.example"}
                spec:
                  matchConstraints:
                    resourceRules:
                    - {apiGroups: ["%s"], apiVersions: ["*"], operations: [CREATE, UPDATE], resources: [%s]}
                    # questions to the API server, which are kept nowhere
                    excludeResourceRules:
                    - {apiGroups: [authentication.k8s.io, authorization.k8s.io], apiVersions: ["*"], operations: ["*"], resources: ["*"]}
                  failurePolicy: Fail
                  reinvocationPolicy: IfNeeded
                  mutations:
                  - patchType: %s
                    %s:
                      expression: >-
                %s
                """.formatted(
                                name,
                                group,
                                resources,
                                kind,
                                member,
                                mutation.substring(end + 1).indent(24).stripTrailing()))
                .ok();
        client.create(BINDINGS, """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingAdmissionPolicyBinding
                metadata: {name: "%1$s.policy.example"}
                spec: {policyName: "%1$s.policy.example"}
                """.formatted(name)).ok();
    }

    /** The API server learns of its policies after a moment. */
    private static void awaitPolicies() {
        String namespace = PLANE.namespace();
        String deployments = "/apis/apps/v1/namespaces/" + namespace + "/deployments";
        KubernetesWorld.until(() -> {
            String name = "probe-" + System.nanoTime();
            String seen = PLANE.client()
                    .create(deployments + "?dryRun=All", Host.deployment(name, 0))
                    .text();
            return List.of("mirror.example/registry.example", "policy-proxy", "policy.example/seen", "Always").stream()
                    .allMatch(seen::contains);
        });
    }

    @Test
    @Order(0)
    void a_policy_has_changed_every_object() {
        Map<ResourceKey, Node.Obj> live = delivery().live(PLANE.client());
        List<ResourceKey> untouched = live.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .at("metadata", "labels", "policy.example/seen")
                        .isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        System.out.println("changed by policies: " + (live.size() - untouched.size()) + " of " + live.size());
        assertThat(untouched).isEmpty();
    }

    @Override
    boolean mayDiffer(PlannedChange line) {
        // what a policy makes of a declared value cannot be told from an edit without a witness
        return line.changes().stream()
                .filter(change -> change.kind() != Change.Kind.ADOPT && change.kind() != Change.Kind.RELEASE)
                .map(change -> change.path().toString())
                .allMatch(path -> path.endsWith(".image") || path.endsWith(".imagePullPolicy"));
    }
}
