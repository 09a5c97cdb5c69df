package io.gitops4j.samples.cli;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.embedded.EmbeddedCluster;
import java.util.Set;
import picocli.CommandLine.Option;

/**
 * Makes an application's default namespace where nobody does, so that the first command of a newcomer works. The
 * embedded cluster alone: in a real one, who makes a namespace gives away rights.
 */
final class NamespaceOptions {
    private static final String ADMIN = "cluster-admin";

    @Option(
            names = "--create-namespace",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Make the default namespace where it is missing and not declared; the default")
    private boolean create;

    void prepare(Application application, Plan plan, Session session, Report report) {
        String name = application.namespace();
        boolean embedded = application.cluster().equals(Targets.EMBEDDED);
        if (!create || !embedded || name.isEmpty() || !needs(plan, name)) {
            return;
        }
        EmbeddedCluster cluster = session.embedded();
        ResourceKey key = new ResourceKey("", "Namespace", "", name);
        boolean missing = cluster.get(ReadCall.of(Set.of(key)), session.stop()).of(key) instanceof Live.Absent;
        if (missing) {
            cluster.as(ADMIN)
                    .create(Node.objectBuilder()
                            .put("apiVersion", "v1")
                            .put("kind", "Namespace")
                            .put(
                                    "metadata",
                                    Node.objectBuilder().put("name", name).build())
                            .build());
            report.notice("created the namespace " + name + " as " + ADMIN);
        }
    }

    /** Whether the plan writes into the namespace, and does not make it itself. */
    private static boolean needs(Plan plan, String name) {
        boolean writes =
                plan.changes().stream().anyMatch(change -> change.object().contains(" " + name + "/"));
        boolean declares =
                plan.changes().stream().anyMatch(change -> change.object().equals("Namespace " + name));
        return writes && !declares;
    }
}
