package io.gitops4j.testkit.controlplane;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cluster role for a user.
 *
 * @param role the name of the cluster role
 * @param user the name of the user
 * @param namespace where it counts; "" is everywhere
 */
record Grant(String role, String user, String namespace) {
    private static final String ROLES = "/apis/rbac.authorization.k8s.io/v1/";
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /**
     * Gives the roles {@code view}, {@code edit} and {@code admin} their rules: the server creates them empty, and leaves it
     * to the controller manager to put them together.
     */
    static void fillAggregatedRoles(KubeClient client) {
        List<Node> rules = new ArrayList<>();
        // each holds the one before
        for (String role : List.of("view", "edit", "admin")) {
            String source = ROLES + "clusterroles/system:aggregate-to-" + role;
            rules.addAll(client.get(source).ok().array("rules").items());
            Node patch = Node.object().with("rules", Node.array(rules));
            client.patchMerge(ROLES + "clusterroles/" + role, Printer.json(patch, Mask.none()))
                    .ok();
        }
    }

    /** Binds, and returns when the server decides by it: it learns of a binding by a watch of its own, a moment later. */
    void give(KubeClient client) {
        Node.Obj rules = client.get(ROLES + "clusterroles/" + role).ok();
        String bindings = namespace.isEmpty() ? "clusterrolebindings/" : "namespaces/" + namespace + "/rolebindings/";
        String name = user.replace(':', '-') + "-" + role.replace(':', '-');
        client.apply(ROLES + bindings + name, Identities.HARNESS, binding(name)).ok();
        for (Node rule : rules.array("rules").items()) {
            List<Node> resources = ((Node.Obj) rule).array("resources").items();
            if (!resources.isEmpty() && !allowed(client, (Node.Obj) rule)) {
                throw new AssertionError(user + " has no " + role + " in '" + namespace + "' after " + LIMIT);
            }
        }
    }

    private String binding(String name) {
        return Resource.text("role-binding.yaml")
                .replace("{{KIND}}", namespace.isEmpty() ? "ClusterRoleBinding" : "RoleBinding")
                .replace("{{NAME}}", name)
                .replace("{{ROLE}}", role)
                .replace("{{USER}}", user);
    }

    private boolean allowed(KubeClient client, Node.Obj rule) {
        String[] resource = first(rule, "resources").split("/", 2);
        String question = Resource.text("access-review.yaml")
                .replace("{{USER}}", user)
                .replace("{{NAMESPACE}}", namespace)
                .replace("{{VERB}}", first(rule, "verbs"))
                .replace("{{GROUP}}", first(rule, "apiGroups"))
                .replace("{{RESOURCE}}", resource[0])
                .replace("{{SUBRESOURCE}}", resource.length > 1 ? resource[1] : "")
                .replace("{{NAME}}", first(rule, "resourceNames"));
        return Patience.until(
                        LIMIT,
                        () -> client.create(REVIEWS, question)
                                .ok()
                                .at("status", "allowed")
                                .filter(Node.of(true)::equals))
                .isPresent();
    }

    private static String first(Node.Obj rule, String list) {
        Optional<Node> item = rule.array(list).items().stream().findFirst();
        return item.flatMap(each -> each.text()).orElse("");
    }
}
