package io.gitops4j.render.kustomize.internal.generate;

import io.gitops4j.core.Location;
import io.gitops4j.core.resource.Origin;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Scopes;
import java.util.List;

/**
 * Makes the service account that is bound to one of a cloud ({@code api/filters/iampolicygenerator}); GKE is the only cloud
 * that upstream knows.
 */
public final class IamPolicyGenerator implements Generator {
    private static final String NAME = "IAMPolicyGenerator";

    private final Node.Obj account;
    private final Location where;

    private IamPolicyGenerator(Node.Obj account, Location where) {
        this.account = account;
        this.where = where;
    }

    /** That of a configuration of kind {@code IAMPolicyGenerator}. */
    public static IamPolicyGenerator ofPlugin(Settings settings) {
        String cloud = settings.text("cloud");
        if (!cloud.equals("gke")) {
            settings.wrong("cloud", "cloud provider " + cloud + " not supported yet; the only one is gke");
        }
        Settings service = settings.map("kubernetesService").orElse(settings);
        Settings account = settings.map("serviceAccount").orElse(settings);
        ObjBuilder metadata = Node.objectBuilder()
                .put(
                        "annotations",
                        Node.objectBuilder()
                                .put(
                                        "iam.gke.io/gcp-service-account",
                                        account.text("name") + "@" + account.text("projectId")
                                                + ".iam.gserviceaccount.com")
                                .build())
                .put("name", service.text("name"));
        String namespace = service.text("namespace");
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        Node.Obj body = Node.objectBuilder()
                .put("apiVersion", "v1")
                .put("kind", "ServiceAccount")
                .put("metadata", metadata.build())
                .build();
        return new IamPolicyGenerator(body, settings.where());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Item> generate(Scopes scopes) {
        return List.of(Item.of(account, path -> Origin.at(where).setBy(NAME), scopes));
    }
}
